/** Pregnancy and reproductive health: what the law allows and pays for. No doses, no names of clinics. */
import type { Card } from '../card.ts'

export const pregnancy: readonly Card[] = [
  {
    id: 'up-to-12-weeks',
    situations: ['pregnancy', 'srh_service'],
    stages: ['adolescent_10_19', 'adult_20_59'],
    groups: [],
    facts: ['abortion-law'],
    picture: 'calendar',
    en: {
      title: 'Up to 12 weeks: it is your decision',
      text: 'Up to 12 weeks a woman may end her pregnancy if she wants to. A doctor does it. It is no offence.',
    },
    th: {
      title: 'ไม่เกิน 12 สัปดาห์ คุณตัดสินใจได้',
      text: 'อายุครรภ์ไม่เกิน 12 สัปดาห์ ผู้หญิงที่ต้องการยุติการตั้งครรภ์ทำได้ โดยแพทย์เป็นผู้ทำ ไม่ผิดกฎหมาย',
    },
  },
  {
    id: 'up-to-20-weeks',
    situations: ['pregnancy', 'srh_service'],
    stages: ['adult_20_59'],
    groups: [],
    facts: ['abortion-law', 'tel-1663'],
    picture: 'two-talking',
    en: {
      title: 'Over 12 and up to 20 weeks',
      text: 'After 12 weeks and up to 20 it is allowed too. First there is an examination and a talk about what you can choose. A doctor does it. Ask 1663.',
    },
    th: {
      title: 'เกิน 12 ถึง 20 สัปดาห์',
      text: 'เกิน 12 ไม่เกิน 20 สัปดาห์ ยังทำได้ ต้องตรวจและรับคำปรึกษาทางเลือกก่อน แพทย์เป็นผู้ทำ ถาม 1663 ได้',
    },
  },
  {
    id: 'other-reasons',
    situations: ['pregnancy', 'sexual_violence'],
    stages: [],
    groups: [],
    facts: ['abortion-law'],
    picture: 'hospital',
    en: {
      title: 'Other reasons that the law knows',
      text: 'A doctor may also end a pregnancy that is a risk to the woman’s health, that came from a sexual offence, or where the unborn is seriously ill.',
    },
    th: {
      title: 'เหตุอื่นที่กฎหมายให้ทำได้',
      text: 'แพทย์ยุติการตั้งครรภ์ได้ ถ้าเสี่ยงต่อสุขภาพของผู้หญิง ถ้าท้องเพราะถูกกระทำทางเพศ หรือถ้าทารกในครรภ์ผิดปกติรุนแรง',
    },
  },
  {
    id: 'scheme-pays',
    situations: ['pregnancy', 'srh_service', 'welfare_rights'],
    stages: [],
    groups: [],
    facts: ['abortion-nhso'],
    picture: 'coins',
    en: {
      title: 'The health scheme pays',
      text: 'For Thai women of every age the national health scheme pays for ending a pregnancy. No referral letter. Under 15 a guardian signs. Women who are not Thai are not covered.',
    },
    th: {
      title: 'สปสช. จ่ายให้',
      text: 'ผู้หญิงไทยทุกอายุ ทุกสิทธิ ใช้สิทธิของ สปสช. ยุติการตั้งครรภ์ได้ ไม่ต้องมีใบส่งตัว อายุไม่ถึง 15 ปี ผู้ปกครองเซ็น คนที่ไม่มีสัญชาติไทยยังใช้ไม่ได้',
    },
  },
  {
    id: 'insurance-pays',
    situations: ['pregnancy', 'welfare_rights'],
    stages: ['adult_20_59'],
    groups: [],
    facts: ['abortion-sso'],
    picture: 'coins',
    en: {
      title: 'With social security: free',
      text: 'Are you insured with social security? Then ending a pregnancy costs you nothing.',
    },
    th: { title: 'ผู้ประกันตน ฟรี', text: 'คุณเป็นผู้ประกันตนประกันสังคมไหม ยุติการตั้งครรภ์ได้ฟรี' },
  },
  {
    id: 'network',
    situations: ['pregnancy', 'srh_service'],
    stages: [],
    groups: [],
    facts: ['rsa', 'tel-1663'],
    picture: 'phone',
    en: {
      title: 'Where? Ask 1663',
      text: 'Places that help safely belong to a network, RSA. Some are not public; 1663 brings you there. The page rsathai.org lists the others; it stays in this phone’s history.',
    },
    th: {
      title: 'ที่ไหน ถาม 1663',
      text: 'สถานพยาบาลที่ช่วยอย่างปลอดภัยอยู่ในเครือข่าย RSA บางแห่งไม่เปิดเผย 1663 พาไปได้ ที่อื่นดูที่ rsathai.org แต่จะค้างในประวัติเครื่องนี้',
    },
  },
  {
    id: 'young-decide',
    situations: ['pregnancy', 'srh_service'],
    stages: ['adolescent_10_19'],
    groups: ['teen_parent'],
    facts: ['teen-act'],
    picture: 'heart',
    en: {
      title: 'Young and pregnant: you decide',
      text: 'You are over 10 and under 20? The law gives you the right to decide for yourself.',
    },
    th: {
      title: 'วัยรุ่นท้อง ตัดสินใจเองได้',
      text: 'ถ้าอายุเกิน 10 ปี แต่ไม่ถึง 20 ปี กฎหมายให้สิทธิเธอตัดสินใจด้วยตัวเอง',
    },
  },
  {
    id: 'young-private',
    situations: ['srh_service', 'pregnancy'],
    stages: ['adolescent_10_19'],
    groups: ['teen_parent'],
    facts: ['teen-act'],
    picture: 'closed-door',
    en: {
      title: 'What you tell stays private',
      text: 'Under 20 you have a right to information, to health services, and that what you tell there stays confidential.',
    },
    th: {
      title: 'เรื่องของเธอเป็นความลับ',
      text: 'อายุไม่ถึง 20 ปี เธอมีสิทธิได้ความรู้ ได้บริการสุขภาพ และให้เก็บเรื่องของเธอเป็นความลับ',
    },
  },
  {
    id: 'young-welfare',
    situations: ['pregnancy', 'welfare_rights', 'discrimination'],
    stages: ['adolescent_10_19'],
    groups: ['teen_parent'],
    facts: ['teen-act'],
    picture: 'bowl',
    en: {
      title: 'Young parents have rights too',
      text: 'Under 20 the law gives you a right to welfare, and not to be treated unfairly because you are pregnant.',
    },
    th: {
      title: 'พ่อแม่วัยรุ่นก็มีสิทธิ',
      text: 'อายุไม่ถึง 20 ปี กฎหมายให้สิทธิได้สวัสดิการ และไม่ถูกปฏิบัติอย่างไม่เป็นธรรมเพราะท้อง',
    },
  },
  {
    id: 'under-15',
    situations: ['pregnancy', 'srh_service'],
    stages: ['adolescent_10_19'],
    groups: [],
    facts: ['teen-act-consent', 'tel-1663'],
    picture: 'letter',
    en: {
      title: 'Under 15: who signs',
      text: 'Under 15 some places ask that a parent or guardian signs before a procedure. Places differ. Is that not safe for you? Ask 1663 first.',
    },
    th: {
      title: 'อายุไม่ถึง 15 ใครเซ็น',
      text: 'อายุไม่ถึง 15 ปี บางที่ให้พ่อแม่ หรือคนที่ดูแล เซ็นก่อน แต่ละที่ไม่เหมือนกัน ถ้าทำแบบนั้นแล้วเธอไม่ปลอดภัย ถาม 1663 ก่อน',
    },
  },
  {
    id: 'school-goes-on',
    situations: ['pregnancy', 'discrimination'],
    stages: ['adolescent_10_19'],
    groups: ['teen_parent'],
    facts: ['student'],
    picture: 'school',
    en: {
      title: 'Pregnant: school goes on',
      text: 'No school may expel a student because she is pregnant. She changes school only if she wants to.',
    },
    th: {
      title: 'ท้องก็เรียนต่อได้',
      text: 'โรงเรียนไล่นักเรียนออกเพราะท้องไม่ได้ จะย้ายโรงเรียนก็ต่อเมื่อนักเรียนอยากย้ายเอง',
    },
  },
  {
    id: 'implant-free',
    situations: ['srh_service'],
    stages: ['adolescent_10_19'],
    groups: ['teen_parent'],
    facts: ['contraception'],
    picture: 'hospital',
    en: {
      title: 'Under 20: implant or IUD, free',
      text: 'Under 20 an implant or an IUD against pregnancy costs nothing.',
    },
    th: {
      title: 'อายุไม่ถึง 20 ฝังยาคุมหรือใส่ห่วงฟรี',
      text: 'อายุไม่ถึง 20 ปี ฝังยาคุมหรือใส่ห่วงคุมกำเนิด ไม่เสียเงิน',
    },
  },
  {
    id: 'pills-free',
    situations: ['srh_service'],
    stages: ['adolescent_10_19', 'adult_20_59'],
    groups: [],
    facts: ['contraception'],
    picture: 'pills',
    en: {
      title: 'Pills from 15 to 59',
      text: 'Thai women from 15 to 59 get contraceptive pills at health units and at pharmacies that take part.',
    },
    th: {
      title: 'ยาคุม อายุ 15 ถึง 59',
      text: 'ผู้หญิงไทยอายุ 15 ถึง 59 ปี รับยาคุมได้ที่หน่วยบริการและร้านยาที่ร่วมโครงการ',
    },
  },
]
