/** Reports as phones send them, made up: Thai prose, codes, a reply key that does not compress. The same in every run. */
import { encodeBase64url } from '../../shared/bytes/base64url.ts'
import { encodeText, type Bytes } from '../../shared/bytes/cursor.ts'
import { XWING_PUBLIC_BYTES } from '../../shared/protocol.ts'

/** xorshift32: good enough for words, and repeatable. */
export function createPseudoRandom(seed: number): (lengthBytes: number) => Bytes {
  let state = seed >>> 0 || 1
  return (lengthBytes) => {
    const out = new Uint8Array(lengthBytes)
    for (let i = 0; i < lengthBytes; i++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      out[i] = state >>> 16
    }
    return out
  }
}

const WORDS = (
  'ฉัน กลัว บ้าน เมื่อวาน เขา ตี ลูก แม่ พ่อ ไม่รู้ จะ ไป ที่ไหน ช่วย ด้วย โทร ตอนเย็น โรงเรียน ครู เพื่อน กลางคืน ประตู ' +
  'ร้องไห้ เงียบ หลายครั้ง ตั้งแต่ ปีที่แล้ว บอก ใคร ไม่ได้ เจ็บ แขน หมอ อยาก คุย กับ คน ที่ เข้าใจ น้อง ยาย อำเภอ ตลาด งาน สามี'
).split(' ')

/** From a few sentences to the longest text that the form takes. */
export function makeReport(index: number): Bytes {
  const random = createPseudoRandom(index * 7919 + 1)
  const [length = 0] = new Uint16Array(random(2).buffer)
  const characters = 300 + (length % 1700)
  let words = ''
  while (words.length < characters) words += WORDS[(random(1)[0] ?? 0) % WORDS.length] ?? ''
  const key = encodeBase64url(random(XWING_PUBLIC_BYTES))
  return encodeText(
    JSON.stringify({
      type: 'report',
      id: encodeBase64url(random(16)),
      case: encodeBase64url(random(32)),
      at: '2026-11-22T09:30:00Z',
      body: {
        needs: ['safety', 'talk', 'medical'],
        area: 'th-50-01',
        words,
        role: 'self',
        danger: 'now-and-then',
        language: 'th',
        contact: { method: 'ticket', ifSilent: { day: 20_800, action: 'nothing' } },
        consents: ['store', 'answer'],
        reply: { address: encodeBase64url(random(32)), key },
      },
    }),
  )
}
