/** What the tabs of one browser tell each other about a desk that several of them have open. Names the vault, nothing else. */
import { parseObject } from '../../../shared/wire/json.ts'

/**
 * - `input`: a person did something here
 * - `seen`: it is on the screen here
 * - `locked`: lock it everywhere
 */
export type TabNews = 'input' | 'seen' | 'locked'

export interface OtherTabs {
  tell(news: TabNews): void
  close(): void
}

const NEWS: readonly TabNews[] = ['input', 'seen', 'locked']

/** `vault`: of its record. `channel`: null where the browser has none; then each tab minds itself. */
export function listenToTabs(
  channel: BroadcastChannel | null,
  vault: string,
  onNews: (news: TabNews) => void,
): OtherTabs {
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const object = parseObject(data)
    const news = NEWS.find((one) => one === object?.['news'])
    if (object?.['vault'] === vault && news !== undefined) onNews(news)
  })
  return {
    tell: (news) => channel?.postMessage({ vault, news }),
    close: () => channel?.close(),
  }
}
