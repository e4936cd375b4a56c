import { collectDefaultMetrics, Histogram, register } from 'prom-client'

let requests: Histogram<'route' | 'status'> | undefined

/** Request durations by route id; the process-wide registry is made once, however many apps a process starts. */
export function httpMetrics(): { observe(routeId: string, status: number, seconds: number): void } {
  if (requests === undefined) {
    collectDefaultMetrics()
    requests = new Histogram({
      name: 'gradus_http_request_seconds',
      help: 'Duration of HTTP requests',
      labelNames: ['route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    })
  }
  const histogram = requests
  return {
    observe: (routeId, status, seconds) => histogram.observe({ route: routeId, status: String(status) }, seconds),
  }
}

export const metricsText = (): Promise<string> => register.metrics()
