/** The ticket, behind the entrance. */
import type { ComponentProps, JSX } from 'preact'
import { Entrance } from '../entrance.tsx'
import { MyTicket } from './my-ticket.tsx'

export function TicketEntrance({
  onGone,
  ...props
}: ComponentProps<typeof MyTicket> & { readonly onGone: () => void }): JSX.Element {
  return <Entrance to="ticket" show={() => <MyTicket {...props} />} onHome={props.onHome} onGone={onGone} />
}
