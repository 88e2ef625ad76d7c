/** Telling, behind the entrance. */
import type { ComponentProps, JSX } from 'preact'
import { Entrance } from '../entrance.tsx'
import { Tell } from './tell.tsx'

export function TellEntrance(props: ComponentProps<typeof Tell>): JSX.Element {
  return <Entrance to="tell" show={() => <Tell {...props} />} onHome={props.onHome} />
}
