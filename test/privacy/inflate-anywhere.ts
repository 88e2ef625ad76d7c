/**
 * Raw DEFLATE from any offset of any bytes, keeping what came out before the stream broke off: a deflated text is found
 * also where its end is missing or something else follows. Source: RFC 1951.
 */
const lengthBase = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const lengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const distanceBase = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]
const distanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
const codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const longestCode = 15
const none = -1

/** Canonical code: how many of each length, and the symbols in order. */
interface Code {
  readonly counts: Uint16Array
  readonly symbols: Uint16Array
}

/** Null for lengths that no encoder writes: more codes than fit, or gaps in a code of several symbols. */
function codeFrom(lengths: ArrayLike<number>): Code | null {
  const counts = new Uint16Array(longestCode + 1)
  for (let symbol = 0; symbol < lengths.length; symbol++) counts[lengths[symbol]!]!++
  let left = 1
  for (let length = 1; length <= longestCode; length++) {
    left = left * 2 - counts[length]!
    if (left < 0) return null
  }
  const used = lengths.length - counts[0]!
  if (left > 0 && used > 1) return null
  const offsets = new Uint16Array(longestCode + 2)
  for (let length = 1; length <= longestCode; length++) offsets[length + 1] = offsets[length]! + counts[length]!
  const symbols = new Uint16Array(lengths.length)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length !== 0) symbols[offsets[length]!++] = symbol
  }
  counts[0] = 0
  return { counts, symbols }
}

const fixedLiterals = codeFrom(
  Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
)!
const fixedDistances = codeFrom(Array.from({ length: 32 }, () => 5))!

class Inflater {
  readonly out: Uint8Array
  length = 0
  #from: Uint8Array = new Uint8Array(0)
  /** In bits, of `from`. */
  #at = 0
  #end = 0
  readonly #lengthsOfLengths = new Uint8Array(19)

  constructor(maxBytes: number) {
    this.out = new Uint8Array(maxBytes)
  }

  /** @returns how many bytes of `out` came out before the end or the first thing that cannot be. */
  run(from: Uint8Array, at: number): number {
    this.#from = from
    this.#at = at * 8
    this.#end = from.length * 8
    this.length = 0
    for (;;) {
      const last = this.#take(1)
      const going = last === none ? false : this.#block(this.#take(2))
      if (!going || last === 1) return this.length
    }
  }

  /** The next bits, at most 16, without taking them; zeros behind the end. */
  #peek(count: number): number {
    const at = Math.floor(this.#at / 8)
    const from = this.#from
    const three = (from[at] ?? 0) | ((from[at + 1] ?? 0) << 8) | ((from[at + 2] ?? 0) << 16)
    return (three >>> (this.#at % 8)) & ((1 << count) - 1)
  }

  #take(count: number): number {
    const value = this.#peek(count)
    this.#at += count
    return this.#at > this.#end ? none : value
  }

  #block(type: number): boolean {
    if (type === 0) return this.#stored()
    if (type === 1) return this.#symbols(fixedLiterals, fixedDistances)
    return type === 2 ? this.#dynamic() : false
  }

  #stored(): boolean {
    this.#at = Math.ceil(this.#at / 8) * 8
    const length = this.#take(16)
    if (length === none || this.#take(16) !== (length ^ 0xffff)) return false
    const at = this.#at / 8
    const bytes = this.#from.subarray(at, Math.min(at + length, at + this.out.length - this.length))
    this.out.set(bytes, this.length)
    this.length += bytes.length
    this.#at += length * 8
    return bytes.length === length
  }

  #dynamic(): boolean {
    const literals = this.#take(5) + 257
    const distances = this.#take(5) + 1
    const codes = this.#take(4) + 4
    if (codes < 4 || literals > 286 || distances > 30) return false
    const lengths = this.#lengthsOfLengths
    lengths.fill(0)
    // nearly all that is no stream ends here: such codes do not fit
    let left = 128
    for (let index = 0; index < codes; index++) {
      const length = this.#take(3)
      if (length === none) return false
      lengths[codeOrder[index]!] = length
      if (length > 0) left -= 128 >> length
      if (left < 0) return false
    }
    const code = codeFrom(lengths)
    const all = code === null ? null : this.#lengths(code, literals + distances)
    if (all === null) return false
    const literalCode = codeFrom(all.slice(0, literals))
    const distanceCode = codeFrom(all.slice(literals))
    return literalCode === null || distanceCode === null ? false : this.#symbols(literalCode, distanceCode)
  }

  #lengths(code: Code, count: number): number[] | null {
    const all: number[] = []
    while (all.length < count) {
      const symbol = this.#symbol(code)
      if (symbol === none || (symbol === 16 && all.length === 0)) return null
      if (symbol < 16) all.push(symbol)
      else {
        const [base, bits] = symbol === 16 ? [3, 2] : symbol === 17 ? [3, 3] : [11, 7]
        const extra = this.#take(bits!)
        if (extra === none || all.length + base! + extra > count) return null
        const value = symbol === 16 ? all.at(-1)! : 0
        for (let times = base! + extra; times > 0; times--) all.push(value)
      }
    }
    return all
  }

  #symbol({ counts, symbols }: Code): number {
    const ahead = this.#peek(longestCode)
    let code = 0
    let first = 0
    let index = 0
    for (let length = 1; length <= longestCode; length++) {
      code |= (ahead >> (length - 1)) & 1
      const count = counts[length]!
      if (code - count < first) {
        this.#at += length
        return this.#at > this.#end ? none : symbols[index + (code - first)]!
      }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return none
  }

  #symbols(literals: Code, distances: Code): boolean {
    for (;;) {
      const symbol = this.#symbol(literals)
      if (symbol === none || symbol > 285) return false
      if (symbol === 256) return true
      if (this.length >= this.out.length) return false
      if (symbol < 256) this.out[this.length++] = symbol
      else if (!this.#copy(symbol - 257, distances)) return false
    }
  }

  #copy(lengthCode: number, distances: Code): boolean {
    const length = lengthBase[lengthCode]! + this.#take(lengthExtra[lengthCode]!)
    const code = this.#symbol(distances)
    if (code === none || code > 29) return false
    const distance = distanceBase[code]! + this.#take(distanceExtra[code]!)
    if (distance > this.length || this.length + length > this.out.length) return false
    for (let copied = 0; copied < length; copied++) this.out[this.length] = this.out[this.length++ - distance]!
    return true
  }
}

/** What comes out of the stream that begins at `offset`, at most `maxBytes`. */
export function inflateFrom(bytes: Uint8Array, offset: number, maxBytes: number): Uint8Array {
  const inflater = new Inflater(maxBytes)
  return inflater.out.subarray(0, inflater.run(bytes, offset))
}

/** Shorter than any marker: what comes out below it is not worth a look. */
const leastBytes = 16

/**
 * Calls back with what inflates from each offset.
 * @param found gets a view that is overwritten afterwards; `offset` is where the stream begins
 */
export function inflateAnywhere(bytes: Uint8Array, found: (inflated: Uint8Array, offset: number) => void): void {
  const inflater = new Inflater(65_536)
  for (let offset = 0; offset < bytes.length; offset++) {
    // block type 3 does not exist
    if ((bytes[offset]! & 6) === 6) continue
    const length = inflater.run(bytes, offset)
    if (length >= leastBytes) found(inflater.out.subarray(0, length), offset)
  }
}
