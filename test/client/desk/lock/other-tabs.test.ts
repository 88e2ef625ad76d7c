import { afterEach, describe, expect, it } from 'vitest'
import { listenToTabs, type OtherTabs, type TabNews } from '../../../../client/desk/lock/other-tabs.ts'

const open: OtherTabs[] = []
afterEach(() => {
  for (const tabs of open.splice(0)) tabs.close()
})

function tab(vault: string): { readonly tabs: OtherTabs; readonly heard: TabNews[] } {
  const heard: TabNews[] = []
  const tabs = listenToTabs(new BroadcastChannel('desk'), vault, (news) => heard.push(news))
  open.push(tabs)
  return { tabs, heard }
}

const delivered = (): Promise<void> => new Promise((done) => setTimeout(done, 50))

describe('tabs of one browser', () => {
  it('hear of their own desk only, and never of themselves', async () => {
    const [here, there, colleague] = [tab('a'), tab('a'), tab('b')]
    here.tabs.tell('input')
    here.tabs.tell('locked')
    await delivered()
    expect([here.heard, there.heard, colleague.heard]).toEqual([[], ['input', 'locked'], []])
  })

  it('make nothing of what is no news', async () => {
    const { heard } = tab('a')
    const stranger = new BroadcastChannel('desk')
    for (const message of [null, 'locked', { vault: 'a' }, { vault: 'a', news: 'toString' }])
      stranger.postMessage(message)
    await delivered()
    stranger.close()
    expect(heard).toEqual([])
  })

  it('are alone where the browser has no channel', () => {
    const tabs = listenToTabs(null, 'a', () => undefined)
    expect(() => {
      tabs.tell('locked')
      tabs.close()
    }).not.toThrow()
  })
})
