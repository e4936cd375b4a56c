// Shows the messages that the server pushes to this browser, and opens the page that each is about.
self.addEventListener('push', (event) => {
  const { title, body, link, tag } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: '/icon.svg', data: { link } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  const { link } = event.notification.data
  const open = async () => {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    const page = pages[0]
    if (page === undefined) return self.clients.openWindow(link)
    await page.focus()
    return page.navigate(link).catch(() => self.clients.openWindow(link))
  }
  event.waitUntil(open())
})
