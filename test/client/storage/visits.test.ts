import { describe, expect, it } from 'vitest'
import { createVisits, type CookieJar } from '../../../client/storage/visits.ts'

interface Browser extends CookieJar {
  /** As they were set, with everything behind them. */
  readonly set: string[]
  /** Drops what lasts for a session only. */
  close(): void
}

function openBrowser({ takes = true } = {}): Browser {
  const kept = new Map<string, string>()
  const set: string[] = []
  return {
    set,
    get cookie() {
      return [...kept.keys()].join('; ')
    },
    set cookie(text) {
      set.push(text)
      const [cookie = '', ...attributes] = text.split('; ')
      if (!takes) return
      if (attributes.includes('Max-Age=0')) kept.delete(cookie)
      else kept.set(cookie, text)
    },
    close() {
      for (const [cookie, text] of kept) if (!text.includes('Max-Age')) kept.delete(cookie)
    },
  }
}

describe('a visit', () => {
  it('is new when the browser was closed since the last one, and only then', () => {
    const browser = openBrowser()
    expect(createVisits(browser, true).begin()).toEqual({ isNew: true, marked: true })
    expect(createVisits(browser, true).begin()).toEqual({ isNew: false, marked: true })
    browser.close()
    expect(createVisits(browser, true).begin()).toEqual({ isNew: true, marked: true })
  })

  it('to a browser that keeps no cookies proves nothing: it is not marked', () => {
    expect(createVisits(openBrowser({ takes: false }), true).begin()).toEqual({ isNew: true, marked: false })
  })

  it('to a page that may have none is like one that keeps none', () => {
    const jar: CookieJar = {
      get cookie(): string {
        throw new DOMException('no', 'SecurityError')
      },
      set cookie(_text) {
        throw new DOMException('no', 'SecurityError')
      },
    }
    const visits = createVisits(jar, true)
    expect([visits.begin(), visits.hadDesk()]).toEqual([{ isNew: true, marked: false }, false])
    expect(() => visits.noteDesk(true)).not.toThrow()
  })
})

describe('the mark of a desk', () => {
  it('outlives the browser, until it is taken away', () => {
    const browser = openBrowser()
    const visits = createVisits(browser, true)
    expect(visits.hadDesk()).toBe(false)
    visits.noteDesk(true)
    browser.close()
    expect(createVisits(browser, true).hadDesk()).toBe(true)
    visits.noteDesk(false)
    expect(visits.hadDesk()).toBe(false)
  })
})

describe('what is set', () => {
  it('is the same for everybody, for the files of the desk only, and never for another site', () => {
    const browser = openBrowser()
    const visits = createVisits(browser, true)
    visits.begin()
    visits.noteDesk(true)
    expect(browser.set).toEqual([
      'desk-visit=1; Path=/desk/; SameSite=Strict; Secure',
      'desk-here=1; Path=/desk/; SameSite=Strict; Secure; Max-Age=34560000',
    ])
  })
})
