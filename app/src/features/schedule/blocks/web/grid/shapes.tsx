import { IconArrowUpRight, IconPencil, IconPinFilled } from '@tabler/icons-react'
import classes from './shapes.module.css'

/** The small shapes on the grid. Each is drawn the same in the cells and in the legend. */
export const PinShape = () => <IconPinFilled size={11} aria-hidden className={classes.shape} />
export const OffSiteShape = () => <IconArrowUpRight size={12} stroke={2.5} aria-hidden className={classes.shape} />
export const AmendedShape = () => <IconPencil size={11} stroke={2.2} aria-hidden className={classes.shape} />
export const LeaveShape = () => <span aria-hidden className={classes.leave} />
export const EmptyShape = () => <span aria-hidden className={classes.empty} />
export const CommentShape = () => <span aria-hidden className={classes.comment} />
export const OtherShape = () => <span aria-hidden className={classes.other} />
export const UnderShape = () => <span aria-hidden className={classes.under} />
export const OverShape = () => <span aria-hidden className={classes.over} />
