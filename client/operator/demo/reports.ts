/**
 * A dozen made-up reports. Each says in its own words that it is synthetic; no person, place or case is meant. Thai texts
 * are drafts until somebody of the field has read them.
 */
import type { ContactPlan } from '../../../shared/case/bodies.ts'
import type { IfSilent, Issue, Need, ReporterRole } from '../../../shared/case/codes.ts'
import type { Details } from '../../../shared/case/details.ts'

export interface DemoReport extends Details {
  readonly area: 'lamphun' | 'yala-city'
  readonly door: 'frontDesk' | 'secondDoor'
  readonly issues: readonly Issue[]
  readonly needs: readonly Need[]
  readonly role: ReporterRole
  readonly danger: boolean
  readonly language: 'th' | 'en'
  readonly contact: ContactPlan
  /** Days after the filing, and what is done then when nothing is heard. */
  readonly ifSilent?: readonly [days: number, action: IfSilent]
  readonly words: string
}

const TICKET_ONLY: ContactPlan = { method: 'ticket_only' }

export const DEMO_REPORTS: readonly DemoReport[] = [
  {
    area: 'lamphun',
    door: 'frontDesk',
    issues: ['family_violence'],
    needs: ['shelter', 'psychosocial'],
    role: 'self',
    danger: true,
    language: 'th',
    contact: {
      method: 'safe_phone',
      phone: '000-000-0000',
      hours: 'วันธรรมดา 10.00-11.00 น.',
      say: 'บอกว่าโทรจากร้านซ่อมจักรยาน',
    },
    words:
      '[ข้อความสมมติ] เวลาเขาดื่มเหล้าเขาจะขว้างของและไม่ให้ฉันออกจากบ้าน คืนวันศุกร์ฉันพาลูกไปหลบที่บ้านญาติ ตอนนี้กลับมาแล้วแต่ยังกลัว อยากรู้ว่ามีที่ให้เราไปพักสักสองสามคืนได้ไหม',
  },
  {
    area: 'lamphun',
    door: 'frontDesk',
    issues: ['pregnancy'],
    needs: ['health', 'psychosocial'],
    role: 'self',
    danger: false,
    language: 'th',
    contact: TICKET_ONLY,
    words:
      '[ข้อความสมมติ] หนูอายุ 16 ตรวจแล้วขึ้นสองขีด ยังไม่ได้บอกใครเลย หนูอยากเรียนต่อ อยากคุยกับคนที่ไม่ดุหนูก่อนว่าหนูมีทางเลือกอะไรบ้าง และต้องบอกพ่อแม่ไหม',
  },
  {
    area: 'lamphun',
    door: 'secondDoor',
    issues: ['sexual_violence'],
    needs: ['health', 'legal'],
    role: 'self',
    danger: false,
    language: 'th',
    contact: TICKET_ONLY,
    notShowTo: 'เจ้าหน้าที่ที่เป็นญาติกับหัวหน้างานของฉัน',
    words:
      '[ข้อความสมมติ] หัวหน้างานแตะตัวฉันหลายครั้งและส่งข้อความที่ฉันไม่อยากได้ เมื่อวานเขาปิดประตูห้อง ฉันออกมาได้ แต่ไม่กล้าไปทำงาน ฉันเก็บข้อความไว้แล้ว ไม่อยากให้เรื่องไปถึงคนในอำเภอ',
  },
  {
    area: 'lamphun',
    door: 'frontDesk',
    issues: ['child_at_risk'],
    needs: ['child_protection', 'education'],
    role: 'teacher_or_worker',
    danger: false,
    language: 'th',
    contact: { method: 'safe_phone', phone: '000-000-0001', hours: 'หลัง 16.00 น.' },
    words:
      '[ข้อความสมมติ] เป็นครูประจำชั้น เด็กคนหนึ่งขาดเรียนสามสัปดาห์ กลับมาตัวผอมลงและมีรอยช้ำเก่าที่แขน เด็กบอกว่าต้องดูแลน้องเพราะแม่ทำงานกะดึก อยากปรึกษาว่าควรทำอย่างไรโดยไม่ให้เด็กเดือดร้อน',
  },
  {
    area: 'lamphun',
    door: 'frontDesk',
    issues: ['welfare_rights', 'elder_care'],
    needs: ['livelihood_welfare', 'registration_documents'],
    role: 'friend_or_relative',
    danger: false,
    language: 'th',
    contact: { method: 'trusted_person', who: 'หลานสาวที่อยู่บ้านเดียวกัน' },
    words:
      '[ข้อความสมมติ] ยายข้างบ้านอายุ 78 อยู่กับลูกชายที่ใช้เงินของยายหมดทุกเดือนและตะคอกใส่ ยายไม่มีบัตรประชาชนแล้วเลยไม่ได้เบี้ยยังชีพ ยายอยากได้บัตรใหม่แต่ไม่อยากให้ลูกรู้',
  },
  {
    area: 'lamphun',
    door: 'secondDoor',
    issues: ['srh_service'],
    needs: ['health', 'interpretation'],
    role: 'self',
    danger: false,
    language: 'en',
    contact: TICKET_ONLY,
    words:
      '[SYNTHETIC REPORT] I work in a factory here and my Thai is not good. I need the clinic but last time the man at the counter asked everything in front of the queue. Is there a place where a woman can explain, in English or Burmese?',
  },
  {
    area: 'yala-city',
    door: 'frontDesk',
    issues: ['family_violence', 'mental_health'],
    needs: ['psychosocial', 'legal'],
    role: 'self',
    danger: false,
    language: 'th',
    contact: TICKET_ONLY,
    words:
      '[ข้อความสมมติ] สามียึดโทรศัพท์และเงินเดือนไว้ทุกเดือน ไม่เคยตี แต่ขู่ว่าจะเอาลูกไป ฉันใช้เครื่องของเพื่อนเขียน อยากรู้สิทธิเรื่องลูกก่อนตัดสินใจอะไร กรุณาตอบในนี้เท่านั้น',
  },
  {
    area: 'yala-city',
    door: 'frontDesk',
    issues: ['online_abuse'],
    needs: ['police', 'psychosocial'],
    role: 'self',
    danger: false,
    language: 'th',
    contact: TICKET_ONLY,
    words: '[ข้อความสมมติ] แฟนเก่าบอกว่าจะส่งรูปส่วนตัวให้กลุ่มโรงเรียนถ้าไม่กลับไปคบ หนูอายุ 17 ไม่อยากให้ที่บ้านรู้ ขอวิธีให้เขาหยุดและลบรูป',
  },
  {
    area: 'yala-city',
    door: 'frontDesk',
    issues: ['community_violence'],
    needs: ['child_protection', 'psychosocial'],
    role: 'witness',
    danger: true,
    language: 'th',
    contact: { method: 'no_answer_needed' },
    words:
      '[ข้อความสมมติ] ได้ยินเสียงเด็กร้องจากบ้านหลังตลาดเกือบทุกคืน คืนนี้ได้ยินเสียงของแตกและเสียงผู้ใหญ่ตะโกน แล้วเงียบไป ไม่กล้าเข้าไปดูเอง',
  },
  {
    area: 'yala-city',
    door: 'secondDoor',
    issues: ['sexual_violence'],
    needs: ['health', 'child_protection'],
    role: 'guardian',
    danger: false,
    language: 'th',
    contact: {
      method: 'safe_phone',
      phone: '000-000-0002',
      hours: 'ช่วงเช้า',
      who: 'แม่เท่านั้น',
    },
    ifSilent: [7, 'call_safe_phone'],
    words:
      '[ข้อความสมมติ] ลูกสาวอายุ 9 ขวบบอกว่าลุงที่มาช่วยงานบ้านจับตัวเขาในที่ที่ไม่ควรจับ ลุงไม่อยู่บ้านเราแล้ว ลูกนอนไม่หลับ อยากพาไปตรวจกับหมอผู้หญิงและอยากรู้ว่าต้องพูดกับลูกอย่างไร',
  },
  {
    area: 'yala-city',
    door: 'frontDesk',
    issues: ['discrimination', 'disability'],
    needs: ['livelihood_welfare', 'legal'],
    role: 'self',
    danger: false,
    language: 'en',
    contact: { method: 'safe_phone', phone: '000-000-0003', hours: 'text only' },
    words:
      '[SYNTHETIC REPORT] I am deaf and use a hearing aid. The training programme said I may join, then said no when they saw me. Please answer in writing, I cannot use the telephone. I want to know what I am entitled to.',
  },
  {
    area: 'yala-city',
    door: 'frontDesk',
    issues: ['homeless', 'drugs'],
    needs: ['shelter', 'health'],
    role: 'friend_or_relative',
    danger: false,
    language: 'th',
    contact: TICKET_ONLY,
    words:
      '[ข้อความสมมติ] เพื่อนอายุ 20 ถูกไล่ออกจากบ้านเพราะเป็นคนข้ามเพศ ตอนนี้นอนที่สถานีรถไฟและเริ่มใช้ยา เขาอยากเลิกแต่กลัวถูกจับ มีที่ไหนรับโดยไม่แจ้งตำรวจก่อนไหม',
  },
]
