import { describe, expect, test } from 'vitest'
import { type OtherApp, appAround, ownBrowserAddress } from '../../../client/reporter/inside-app.ts'

const android =
  'Mozilla/5.0 (Linux; Android 13; SM-A536E Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko)'
const chrome = 'Version/4.0 Chrome/116.0.5845.163 Mobile Safari/537.36'
const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'

/** As these apps name themselves. */
const inside: readonly (readonly [OtherApp, string])[] = [
  ['LINE', `${android} ${chrome} Line/13.16.1/IAB`],
  ['LINE', `${iphone} Mobile/15E148 Safari Line/13.17.0`],
  ['Facebook', `${android} ${chrome} [FB_IAB/FB4A;FBAV/432.0.0.29.102;]`],
  ['Facebook', `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/431.0.0.36.118;FBBV/512345678;FBDV/iPhone12,1;FBMD/iPhone]`],
  ['Messenger', `${android} ${chrome} [FB_IAB/Orca-Android;FBAV/425.0.0.22.49;]`],
  ['Messenger', `${android} ${chrome} [FB_IAB/MESSENGER;FBAV/425.0.0.22.49;]`],
  ['Messenger', `${iphone} Mobile/15E148 [FBAN/MessengerForiOS;FBAV/424.0.0.34.113;FBBV/511111111]`],
  [
    'Instagram',
    `${android} ${chrome} Instagram 300.0.0.29.110 Android (33/13; 450dpi; 1080x2177; samsung; SM-A536E; th_TH)`,
  ],
  [
    'Instagram',
    `${iphone} Mobile/15E148 Instagram 299.0.0.20.118 (iPhone12,1; iOS 16_6; th_TH; th; scale=2.00; 828x1792)`,
  ],
  [
    'TikTok',
    `${android} ${chrome} trill_2023105030 JsSdk/1.0 NetType/WIFI Channel/googleplay ByteLocale/th-TH BytedanceWebview/d8a21c6`,
  ],
  [
    'TikTok',
    `${iphone} Mobile/15E148 musical_ly_31.5.0 JsSdk/2.0 NetType/WIFI Channel/App Store ByteLocale/th Region/TH`,
  ],
]
const alone = [
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Mobile Safari/537.36',
  `${iphone} Version/16.6 Mobile/15E148 Safari/604.1`,
  'Mozilla/5.0 (Android 13; Mobile; rv:117.0) Gecko/117.0 Firefox/117.0',
  'Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-A536E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/22.0 Chrome/111.0.5563.116 Mobile Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0.0.0 Safari/537.36',
  '',
]

describe('the app around the page', () => {
  test.each(inside)('is %s', (app, userAgent) => expect(appAround(userAgent)).toBe(app))
  test.each(alone)('is none: %s', (userAgent) => expect(appAround(userAgent)).toBeNull())

  test('is left by the way that it or the phone offers, if there is one', () => {
    const [onAndroid, onIphone] = [`${android} ${chrome}`, iphone]
    expect(ownBrowserAddress('LINE', onIphone, 'a.example')).toBe('https://a.example/?openExternalBrowser=1')
    expect(ownBrowserAddress('TikTok', onAndroid, 'a.example')).toBe('intent://a.example/#Intent;scheme=https;end')
    expect(ownBrowserAddress('Instagram', onIphone, 'a.example')).toBeNull()
  })
})
