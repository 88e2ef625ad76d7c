/**
 * Speaking a language that is a draft: what it lacks is borrowed from another one and marked as that language where it is
 * drawn (WCAG 3.1.2), so that a screen reader pronounces it and a line of Thai in a page of Jawi runs from left to right.
 * Screens know nothing of it: every element passes here when it is made. Loaded for drafts only.
 */
import { type VNode, h, options } from 'preact'
import type { Language } from '../../../shared/case/language.ts'
import type { FullLanguage } from '../../words/draft/draft.ts'
import { type Drafted, type Full, LANGUAGES } from '../../words/languages.ts'
import { loadFont } from './fonts.ts'
import type { Spoken } from './spoken.ts'

export async function loadDraft(language: Language, drafted: Drafted, whole: boolean): Promise<Spoken> {
  void loadFont(language)
  const { draft } = await drafted.draft()
  const { otherwise, words } = draft
  const other: Full = LANGUAGES[otherwise]
  const borrowed = await other[whole ? 'whole' : 'first']()
  const mark = (text: string): void => void marked.set(text, otherwise)
  return {
    language,
    words,
    whole,
    borrowing: { language: otherwise, words: borrowed.words, mark },
  }
}

/** Whole texts, in no order; the few hundred that the app can say. */
const marked = new Map<string, FullLanguage>()

options.vnode = (vnode) => {
  if (typeof vnode.type === 'string') markIn(vnode.props)
}

/** An element around nothing but such a text is marked itself; among other things the text gets one of its own. */
function markIn(props: VNode<Record<string, unknown>>['props']): void {
  const { children } = props
  if (typeof children === 'string') {
    const lang = marked.get(children)
    if (lang !== undefined && props['lang'] === undefined) Object.assign(props, { lang, dir: 'ltr' })
  } else if (Array.isArray(children)) {
    props.children = children.map((child: unknown) => {
      const lang = typeof child === 'string' ? marked.get(child) : undefined
      return lang === undefined ? child : h('span', { lang, dir: 'ltr' }, child as string)
    }) as never
  }
}
