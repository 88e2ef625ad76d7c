/** Finding lines of the list by what stands in them. Nothing that is typed is kept anywhere. Pure. */

/** One writing of every letter, small ones, no invisible signs: what a person types and what was written meet. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Cc}]/gu, '')

/** Whether every word that was typed stands in one of the texts. Thai has no spaces: parts of words count. */
export function finds(typed: string, texts: readonly string[]): boolean {
  const line = plain(texts.join('\n'))
  // A name is read out as it is printed, with a dash or without.
  const isIn = (word: string): boolean => line.includes(word) || line.replaceAll('-', '').includes(word)
  return plain(typed)
    .split(/\s+/)
    .filter((word) => word !== '')
    .every(isIn)
}
