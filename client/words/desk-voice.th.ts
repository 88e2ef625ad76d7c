/** A voice at the desk, in Thai. */
import type { VoiceWords } from './desk-voice.en.ts'

export const voice: VoiceWords = {
  'voice.title': 'เสียงของเขา {number} จาก {count}',
  'voice.title.one': 'เสียงพูด',
  'voice.listen': 'เปิดเพื่อฟัง',
  'voice.opening': 'กำลังเปิด',
  'voice.player': 'เครื่องเล่นเสียง',
  'voice.heard': 'คนที่อยู่ใกล้จะได้ยิน และอาจจำเสียงได้ ควรใช้หูฟัง',
  'voice.missing': '{missing} จาก {total} ส่วนยังไม่ถึงตัวกลางส่งต่อ หรือไม่อยู่แล้ว ลองใหม่ภายหลัง',
  'voice.offline': 'ตัวกลางส่งต่อไม่ตอบ และในโต๊ะงานนี้ยังมีไม่ครบ ลองใหม่ภายหลัง',
  'voice.damaged': 'สิ่งที่ตัวกลางส่งต่อให้มาไม่ตรงกับที่ผู้ส่งปิดผนึกไว้ จึงไม่เปิดให้ฟัง ลองอีกครั้ง ถ้ายังเป็นเช่นนี้ ให้แจ้งผู้ดูแลหน่วยงาน',
  'voice.no-voice': 'ได้รับครบ แต่ไม่ใช่เสียงพูด โต๊ะงานนี้ไม่เปิดอย่างอื่น',
  'voice.locked': 'โต๊ะงานถูกล็อกไปก่อนแล้ว',
  'voice.unplayable': 'เบราว์เซอร์นี้เล่นไม่ได้ ลองเบราว์เซอร์อื่น',
}
