/** Telling by voice, and how what was said stands, in Patani Malay in Jawi. A draft, not checked by a native speaker. */
import type { Words } from '../reporter.en.ts'
import type { VoiceWords } from '../voice.en.ts'

export const words: VoiceWords & Pick<Words, 'aloud.ask'> = {
  'voice.way': 'توليس اتاو چاکڤ',
  'voice.write': 'توليس',
  'voice.say': 'چاکڤ',
  'voice.why': 'ڤلاير اکن مينتا ميکروفون: اونتوق رکامن اين سهاج.',
  'voice.known': 'اورڠ يڠ کنل اندا بوليه کنل سوارا اين.',
  'voice.record': 'مولا رکام سوارا',
  'voice.asking': 'جواب دهولو سوءالن ڤلاير.',
  'voice.running': 'سدڠ رکام',
  'voice.left': 'اي برهنتي سنديري: تيڠݢل {seconds} ساعت.',
  'voice.stop': 'برهنتي',
  'voice.done': 'سوده رکام: {time}',
  'voice.long': 'اين ڤاليڠ ڤنجڠ. سموا سوارا اد دسيني.',
  'voice.cut': 'رکامن ترڤوتوس. سوارا سبلوم ايت اد دسيني.',
  'voice.empty': 'بلوم اد سوارا. چوبا لاݢي، اتاو توليس.',
  'voice.denied': 'ميکروفون تيدق دبنرکن. بوليه توليس ݢنتي.',
  'voice.none': 'دسيني تياد ميکروفون. بوليه توليس ݢنتي.',
  'voice.busy': 'ميکروفون تيدق بوليه دڤاکاي سکارڠ. چوبا لاݢي، اتاو توليس.',
  'voice.impossible': 'ڤلاير اين تيدق بوليه رکام. بوليه توليس ݢنتي.',
  'voice.listen': 'دڠر رکامن',
  'aloud.ask': 'سوارا اين اورڠ بوليه دڠر. تياد سياڤ ددکت؟',
  'voice.listen.yes': 'دڠر سکارڠ',
  'voice.listen.no': 'تيدق دڠر',
  'voice.silence': 'برهنتي دڠر',
  'voice.unplayable': 'ڤلاير اين تيدق بوليه بوک سوارا. تتاڤي سوده درکام.',
  'voice.anew': 'رکام سمولا',
  'voice.delete': 'بواڠ رکامن اين',
  'voice.memory': 'سبلوم دسره، اي دالم هلامن يڠ بوک اين سهاج.',
  'voice.yours': 'سوارا اندا',
  'voice.with': 'دڠن سوارا اندا، {time}',
  'voice.take-out': 'کلوارکن سوارا',

  'voice.state.handed': 'سوارا اندا سوده سره',
  'voice.state.waiting': 'سوارا اندا بلوم دسره',
  'voice.state.how': 'سوارا لبيه لام دري توليسن. جک سلامت، بيارکن هلامن اين بوک.',
  'voice.state.words-only': 'سکارڠ اد تمڤت اونتوق توليسن سهاج. تيليفون اين چوبا هنتر سوارا لاݢي.',
  'voice.state.memory':
    'سوارا اندا دالم هلامن يڠ بوک اين سهاج. بيارکن بوک سامڤاي سوده سره. جک تکن “کلوار” سبلوم ايت، سوارا هيلڠ.',
  'voice.state.lost': 'سوارا اندا تيدق دسره. چاکڤ لاݢي، اتاو توليس.',
}
