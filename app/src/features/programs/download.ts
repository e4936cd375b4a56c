/** A file to be saved, never kept by a cache. */
export const download = (body: string | Uint8Array<ArrayBuffer>, type: string, fileName: string): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
