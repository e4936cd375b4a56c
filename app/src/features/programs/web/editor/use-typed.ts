import { useEffect, useEffectEvent, useState } from 'react'

const pauseMs = 600

/**
 * Text as it is typed, handed on when the typing pauses or the field is left. What changes elsewhere meanwhile (undo, the text beside
 * the form) is taken over as long as nothing is typed here.
 */
export function useTyped(stored: string, commit: (value: string) => void) {
  const [typed, setTyped] = useState<string | null>(null)
  const hand = useEffectEvent((value: string) => {
    if (value !== stored) commit(value)
    setTyped(null)
  })
  useEffect(() => {
    if (typed === null) return
    const timer = setTimeout(() => hand(typed), pauseMs)
    return () => clearTimeout(timer)
  }, [typed])
  return {
    value: typed ?? stored,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onBlur: () => {
      if (typed === null) return
      if (typed !== stored) commit(typed)
      setTyped(null)
    },
  }
}
