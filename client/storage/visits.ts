/**
 * What two cookies say of this browser: whether it was closed since the desk's pages were last open, and whether there was a desk
 * in it. Both have a constant value and the path of the desk's files, so that they carry nothing and go nowhere else; the relay
 * neither sets nor reads them. Source: docs/decisions/012-does-this-browser-keep-a-desk.md.
 */

/** As `document` is one. */
export interface CookieJar {
  cookie: string
}

export interface Visit {
  /** The browser was closed since a desk's page was last open in it: the cookie of then is gone. Also at the first visit of all. */
  readonly isNew: boolean
  /** Cookies work here, so that a later visit can tell. */
  readonly marked: boolean
}

export interface Visits {
  /** Begins one, and says what it found. To be asked once, when the page starts. */
  begin(): Visit
  /** There was a desk in this browser, as far as it remembers. */
  hadDesk(): boolean
  /** Whether there is one. To be told at each start, or the browser forgets after a while. */
  noteDesk(has: boolean): void
}

const VISIT = 'desk-visit=1'
const HERE = 'desk-here=1'
/** 400 days: browsers keep no cookie for longer. */
const HERE_SECONDS = 34_560_000

/** `secure`: the page came over TLS. */
export function createVisits(jar: CookieJar, secure: boolean): Visits {
  const has = (cookie: string): boolean => {
    try {
      return jar.cookie.split('; ').includes(cookie)
    } catch {
      // a page that may have none
      return false
    }
  }
  const set = (cookie: string, ...more: readonly string[]): void => {
    try {
      jar.cookie = [cookie, 'Path=/desk/', 'SameSite=Strict', ...(secure ? ['Secure'] : []), ...more].join('; ')
    } catch {
      // the same
    }
  }
  return {
    begin() {
      const isNew = !has(VISIT)
      set(VISIT)
      return { isNew, marked: has(VISIT) }
    },
    hadDesk: () => has(HERE),
    noteDesk: (is) => set(HERE, `Max-Age=${is ? HERE_SECONDS : 0}`),
  }
}
