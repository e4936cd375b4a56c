import { lazy, Suspense, useEffect, useState } from 'react'

const Notifications = lazy(() => import('@mantine/notifications').then((module) => ({ default: module.Notifications })))

/** Messages answer something a person did, so what shows them is loaded with the first touch or key, not with the first page. */
export function Messages() {
  const [isTouched, setIsTouched] = useState(false)
  useEffect(() => {
    const touch = () => setIsTouched(true)
    addEventListener('pointerdown', touch, { once: true, passive: true })
    addEventListener('keydown', touch, { once: true, passive: true })
    return () => {
      removeEventListener('pointerdown', touch)
      removeEventListener('keydown', touch)
    }
  }, [])
  if (!isTouched) return null
  return (
    <Suspense fallback={null}>
      <Notifications position="bottom-right" autoClose={8000} />
    </Suspense>
  )
}
