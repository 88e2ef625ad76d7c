/** The answers that were given: null is what was left, and is not in a letter. */
export function saidOf<T extends object>(answers: T): { readonly [K in keyof T]?: Exclude<T[K], null> } {
  // `fromEntries` forgets the names; they are those of `answers`
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== null)) as ReturnType<
    typeof saidOf<T>
  >
}
