/** A part of the app that comes when it is asked for, and then stays: a screen that needs it again has it at once. */
export interface Piece<T> {
  /** Null: it has not come yet. */
  readonly here: () => T | null
  /** Asked for again where it could not be loaded. */
  readonly load: () => Promise<T>
}

export function createPiece<T>(fetch: () => Promise<T>): Piece<T> {
  let piece: T | null = null
  return {
    here: () => piece,
    load: async () => (piece ??= await fetch()),
  }
}
