/**
 * Every fact that a card or a number may rest on, with grade, source and the month of its check: the only list. Each says
 * in its comment what was found; no more than that may be told. Grade C is left out. What stood under two grades stands
 * here as two facts. Source: domain.md part 4. How one is added: docs/knowledge.md.
 */
import type { LifeStage, Situation } from './audience.ts'
import type { Fact, Grade, Month, PhoneFact } from './fact.ts'
import { DIGITS, type HotlineId, hoursOf } from './hotlines.ts'

type PhoneId = HotlineId | 'tel-1155' | 'tel-1157' | 'tel-1479' | 'tel-1694'
type OtherFactId =
  | 'tel-1669-province'
  | 'tel-1300-abroad'
  | 'tel-1663-hours'
  | 'line-esshelpme'
  | 'lgbt'
  | 'oscc'
  | 'shelter'
  | 'after-assault'
  | 'abortion-law'
  | 'abortion-nhso'
  | 'abortion-sso'
  | 'rsa'
  | 'teen-act'
  | 'teen-act-consent'
  | 'student'
  | 'school-without-papers'
  | 'contraception'
  | 'dv-act'
  | 'dv-bill'
  | 'child-act'
  | 'child-act-identity'
  | 'consent-age'
  | 'penal-2025'
  | 'punish'
  | 'gender-act'
  | 'marriage'
  | 'compensation'
  | 'child-grant'
  | 'disability-allowance'
  | 'old-age'
export type FactId = PhoneId | OtherFactId

const CHECKED: Month = '2026-11'
/** A year for what stands firm, half of one for what changes. */
const REVIEW_BY: Readonly<Record<Grade, Month>> = { A: '2027-11', B: '2027-05' }

const fact = (grade: Grade, sources: readonly string[], figures: readonly string[] = []): Fact => ({
  grade,
  sources,
  checked: CHECKED,
  reviewBy: REVIEW_BY[grade],
  figures,
})

const phone = (
  grade: Grade,
  digits: string,
  sources: readonly string[],
  rest: Pick<PhoneFact, 'hours'> & {
    readonly cost?: 'free'
    readonly situations?: readonly Situation[]
    readonly ages?: readonly LifeStage[]
  },
): PhoneFact => ({
  ...fact(grade, sources, [digits]),
  digits,
  hours: rest.hours,
  cost: rest.cost ?? null,
  situations: rest.situations ?? [],
  ages: rest.ages ?? [],
})

export const PHONES: Readonly<Record<PhoneId, PhoneFact>> = {
  // police, in an emergency
  'tel-191': phone('A', DIGITS['tel-191'], ['th.wikipedia.org/wiki/191'], { hours: null }),
  // medical emergency (National Institute for Emergency Medicine)
  'tel-1669': phone('A', DIGITS['tel-1669'], ['sherothailand.org'], { hours: null }),
  // Social Assistance Centre of the Ministry of Social Development and Human Security, ten groups of problems
  'tel-1300': phone('A', DIGITS['tel-1300'], ['1300sano.com'], {
    hours: 'day-and-night',
    situations: [
      'family_violence',
      'pregnancy',
      'trafficking',
      'drugs',
      'homeless',
      'child_at_risk',
      'elder_care',
      'disability',
    ],
  }),
  // mental-health line; the wait can be long
  'tel-1323': phone('A', DIGITS['tel-1323'], ['thethaiger.com/th/news/1476607', 'thecoverage.info/news/content/4965'], {
    hours: 'day-and-night',
    situations: ['mental_health'],
  }),
  // Childline Thailand
  'tel-1387': phone('A', DIGITS['tel-1387'], ['childlinethailand.org/th/how_we_help/counseling'], {
    hours: 'day-and-night',
    cost: 'free',
    situations: ['child_at_risk'],
    ages: ['child_0_9', 'adolescent_10_19'],
  }),
  // counselling on HIV and unplanned pregnancy, without a name; a unit of the health scheme since August 2024
  'tel-1663': phone('A', DIGITS['tel-1663'], ['hfocus.org/content/2024/08/31313'], {
    hours: hoursOf('tel-1663') ?? null,
    situations: ['pregnancy', 'srh_service'],
  }),
  // tourist police, in foreign languages
  'tel-1155': phone('B', '1155', ['viewnews.online/Social-crime/detail/768'], { hours: null }),
  // legal advice of the Attorney-General, by one page of one organisation
  'tel-1157': phone('B', '1157', ['sherothailand.org'], { hours: null }),
  // line for people with disabilities
  'tel-1479': phone('B', '1479', ['bangkrabuecity.go.th, 1 Oct 2020'], { hours: null, situations: ['disability'] }),
  // Department of Employment in Burmese, Khmer and English, in office hours, about work only
  'tel-1694': phone('B', '1694', ['mol.go.th/en/news/1694-hotline-launched-to-service-migrant-workers, 2017'], {
    hours: null,
  }),
}

const OTHER_FACTS: Readonly<Record<OtherFactId, Fact>> = {
  // 1669 may have to be called from the same province
  'tel-1669-province': fact('B', ['sherothailand.org']),
  // 1300 from abroad
  'tel-1300-abroad': fact('B', ['gentrybusinessleader.com'], ['+66 99 130 1300']),
  // 9 to 21, every day; an older page
  'tel-1663-hours': fact('B', ['lovecarestation.com'], ['9', '21']),
  // LINE @esshelpme of police, ministry and others, since April 2023, map pin; uses LINE's identity and the place
  'line-esshelpme': fact('B', ['matichon.co.th/local/news_4018843', 'mgronline.com/politics/detail/9660000031667']),
  // RSAT (Rainbow Sky) and SWING are friendly to LGBT people; no short number of their own
  lgbt: fact('B', ['love2test.org, Jun 2024']),

  // one stop with several professions in hospitals of the Ministry of Public Health, since 2000
  oscc: fact('A', ['voicetv.co.th/read/B16fuMT6m', 'mgronline.com/crime/detail/9690000007223']),
  // for children and families, in all 77 provinces, under the child, family-violence, prostitution and trafficking laws
  shelter: fact('A', ['mthai.com/news/288614.html', 'phdb.moph.go.th'], ['77']),
  // medicine against HIV within 72 hours, emergency contraception within 5 days, later is still worthwhile, no police needed
  'after-assault': fact('B', ['hivguidelines.org', 'MSF protocol, 2020'], ['72', '5']),

  // no offence up to 12 weeks, to 20 after counselling; also health, the foetus, a sexual offence; by a doctor
  'abortion-law': fact(
    'A',
    ['siamrath.co.th/n/217979', 'en.wikisource.org', 'hfocus.org/content/2022/09/26043'],
    ['12', '20'],
  ),
  // benefit of the NHSO for Thai women of every age and scheme, no referral letter; under 15 a guardian signs
  'abortion-nhso': fact('B', ['nhso.go.th/webboard/post/312'], ['15']),
  // free for those insured with social security, November 2025
  'abortion-sso': fact('B', ['thethaiger.com/th/news/1485506']),
  // a network of services that are reached through 1663 or its page; never names of clinics
  rsa: fact('A', ['arsa.or.th', 'rsathai.org/contents/1312']),
  // over 10 and under 20: to decide, information, services, confidentiality, welfare, no discrimination
  'teen-act': fact('A', ['news.postjung.com/957900', 'thaiteenpreg.com/?p=4408'], ['10', '20']),
  // under 15 the practice of asking a parent for procedures differs
  'teen-act-consent': fact('B', ['thaiteenpreg.com/?p=4408', 'nhso.go.th/webboard/post/312'], ['15']),
  // who lives in Thailand may go to school, without papers or Thai nationality too (Cabinet, 5 Jul 2005; affirmed 2026)
  'school-without-papers': fact('B', ['lms.nhrc.or.th, E09746, p. 439', 'mgronline.com/uptodate/detail/9690000022308']),
  // no expulsion; another school only if the student wants it (2018, 2023)
  student: fact('A', ['komchadluek.net/news/hotclip/347926', 'topnews.co.th/news/598196']),
  // implants and IUD free under 20; pills for Thai women of 15 to 59 at units and pharmacies
  contraception: fact('B', ['healththailand.net', 'thecoverage.info/news/content/3906'], ['20', '15', '59']),

  // Act of 2007: anyone may tell, in any way, protected in good faith; complaint within 3 months of being able to
  'dv-act': fact('A', ['online.flipbuilder.com/nnyj/wfaj, s. 5-7'], ['3']),
  // an amendment is on its way; no text found
  'dv-bill': fact('B', ['antifakenewscenter.com/?p=69622', 'safeguardkids.org']),
  // Act of 2003 in outline: under 18 and not married; whoever finds a child at risk helps and tells; whose duty it is
  'child-act': fact('A', ['world.moleg.go.kr', 'th.apacode.com'], ['18']),
  // s. 27: who a child is must not be published; the text itself was not read
  'child-act-identity': fact('B', ['world.moleg.go.kr']),
  // s. 277, 279 Penal Code: an offence even if a child not over 15 agreed; protection goes on to 18
  'consent-age': fact('A', ['th.wikipedia.org', 'deekakeng.com/deeka/deeka-9797-2560.php'], ['15', '18']),
  // amendment in force 30 Dec 2025: rape is more; harassment is an offence, online too; a court can order images removed
  'penal-2025': fact('A', ['mgronline.com/crime/detail/9680000126289', 'thethaiger.com/th/news/1509381']),
  // Civil Code s. 1567(2) since 25 Mar 2025: no abuse or violence to body or mind as punishment
  punish: fact('A', ['prachachat.net/general/news-1779429']),
  // Act of 2015: complaint to the committee through the Department of Women's Affairs; it can order to stop, to compensate
  'gender-act': fact('A', ['zcooby.com/gender-equality-act-2558', 'th.wikisource.org, s. 13, 20']),
  // since 23 Jan 2025; both at least 18
  marriage: fact('A', ['dop.go.th/th/news/1/5457', 'thaipbs.or.th/news/content/347985', 'mekhanews.com'], ['18']),
  // for people harmed by a crime: Rights Protection Department or provincial justice offices; there is a limit in time
  compensation: fact('B', ['dvlearning.tijthailand.org/course/14/46/288']),

  // 600 baht a month to 6 years, household at most 100,000 baht per person and year (2022); rules are changing
  'child-grant': fact('B', ['nakhonratchasima.m-society.go.th, 28 Dec 2022'], ['600', '6', '100,000']),
  // 800 a month; 1,000 if under 18, or together with what the state welfare card adds
  'disability-allowance': fact('B', ['money.kapook.com/view232273.html'], ['800', '1,000', '18']),
  // from 60, every month, by age, registered at the local office; amounts are not told
  'old-age': fact('B', ['zuffel.com/age'], ['60']),
}

export const FACTS: Readonly<Record<FactId, Fact>> = { ...PHONES, ...OTHER_FACTS }

/** The numbers to dial among these facts. */
export const phonesOf = (ids: readonly FactId[]): readonly PhoneFact[] =>
  ids.flatMap((id) => (isPhone(id) ? [PHONES[id]] : []))

const isPhone = (id: FactId): id is PhoneId => Object.hasOwn(PHONES, id)
