/** The least that answers a tap with Preact, and a service worker where the address asks for one: the floor of the benches. */
import { render } from 'preact'
import { useState } from 'preact/hooks'

function Hello() {
  const [tapped, setTapped] = useState(false)
  return (
    <main>
      <h1>Hello</h1>
      <button type="button" onClick={() => setTapped(true)}>
        {tapped ? 'Answered' : 'Tap'}
      </button>
    </main>
  )
}

render(<Hello />, document.getElementById('app')!)
void navigator.serviceWorker.register('/sw.js')
