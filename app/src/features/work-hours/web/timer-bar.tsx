import { Button } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useAction } from '../../../ui/api.ts'
import { ErrorNotice } from '../../../ui/notices.tsx'
import { getThisWeek, getWeek, startTimer, stopTimer, type WeekView } from '../contract.ts'
import { durationWords, kindName } from './words.ts'
import classes from './week.module.css'

const refresh = [getWeek, getThisWeek]

/** The running timer; it lives at the server, so that a reload or another device shows the same. */
export function TimerBar({ timer }: { readonly timer: WeekView['timer'] }) {
  const start = useAction(startTimer, { refresh })
  const stop = useAction(stopTimer, { refresh })
  return (
    <div>
      <div className={classes.timer}>
        {timer === null ? (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={start.isPending}
            onClick={() => start.mutate({ body: { kind: 'assignment' } })}
          >
            Start the timer
          </Button>
        ) : (
          <>
            <Clock key={`${timer.id} ${timer.minutes}`} minutes={timer.minutes} />
            <span className="quiet">{kindName(timer.kind)} is running</span>
            <Button
              leftSection={<IconPlayerStop size={18} aria-hidden />}
              loading={stop.isPending}
              onClick={() => stop.mutate({ params: { timerId: timer.id }, body: { keep: true } })}
            >
              Stop and log
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => stop.mutate({ params: { timerId: timer.id }, body: { keep: false } })}
            >
              Drop
            </Button>
          </>
        )}
      </div>
      <ErrorNotice error={start.error ?? stop.error} />
    </div>
  )
}

/** Minutes when the answer came, and what has passed since. */
function Clock({ minutes }: { readonly minutes: number }) {
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const from = performance.now()
    const every = setInterval(() => setPassed(Math.floor((performance.now() - from) / 60_000)), 5_000)
    return () => clearInterval(every)
  }, [])
  return (
    <span className={classes.clock} role="timer">
      {durationWords(minutes + passed)}
    </span>
  )
}
