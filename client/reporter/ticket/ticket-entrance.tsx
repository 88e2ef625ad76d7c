/** The ticket, behind the entrance. */
import type { ComponentProps, JSX } from 'preact'
import { Entrance } from '../entrance.tsx'
import { MyTicket } from './my-ticket.tsx'

export function TicketEntrance(props: ComponentProps<typeof MyTicket>): JSX.Element {
  return <Entrance to="ticket" show={() => <MyTicket {...props} />} onHome={props.onHome} />
}
