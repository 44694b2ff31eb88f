import type { Language } from '../../report/verify/language';
import type { OpenCode } from '../read';
import type { ScenarioId, SpikeFindingCode, TimingId } from '../spike';

const EN = {
  title: 'Opening of a sale',
  carried: 'carried: nothing is refused and nobody is blocked',
  notCarried: 'not carried',
  opens: 'opens',
  noTime: 'at no declared time',
  chart: 'requests per minute, {scenario}, {timing}',
  chartDescription:
    '{minutes} minutes from {from} to {until} around the opening: {offered} requests, {served} served, {blocked} blocked by the web ACL, {shed} refused for lack of instances, {failed} lost with a zone. Most in one minute: {peak}.',
  minute: 'minute',
  minutes: 'minutes since the opening',
  perMinute: 'requests per minute',
  instances: 'instances of {tier}',
  offered: 'offered',
  blocked: 'blocked by the web ACL',
  served: 'served',
  shed: 'refused',
  failed: 'lost with a zone',
  queued: 'waiting',
  capacity: 'capacity',
  inService: 'in service',
  starting: 'starting',
  desired: 'desired',
  scenario: 'scenario',
  timing: 'timing',
  shortBlocked: 'blocked',
  shortFailed: 'lost',
  share: 'share',
  first: 'at min',
  recovered: 'back in',
  never: 'not back',
  none: '-',
  minutesCount: '{count} min',
  scenarios: 'what would happen',
  minimums: 'instances needed at the minimum, without any launch',
  minimumRow: 'minimum at the opening {now}; needed {all}, with one zone lost {lost}',
  notKnown: 'not determined',
  noNumber: 'no number is enough',
  findings: 'findings',
  noFindings: 'none',
  open: 'not determined',
  assumed: 'taken for granted',
  error: 'error',
  warning: 'warning',
  legend: '{served} served  {shed} refused  {failed} lost with a zone  {blocked} blocked by the web ACL',
  scale: '{count} requests each',
  colon: ': ',
};

export type Words = Readonly<Record<keyof typeof EN, string>>;

const JA: Words = {
  title: '発売開始のシミュレーション',
  carried: '耐えられる：あふれるリクエストも、遮断される顧客もない',
  notCarried: '耐えられない',
  opens: '発売開始',
  noTime: '時刻の指定なし',
  chart: '1 分ごとのリクエスト数、{scenario}、{timing}',
  chartDescription:
    '発売開始の前後 {from} 分から {until} 分までの {minutes} 分間：リクエスト {offered} 件のうち、処理 {served} 件、ウェブ ACL による遮断 {blocked} 件、サーバー不足による拒否 {shed} 件、ゾーン喪失による失敗 {failed} 件。1 分間の最大は {peak} 件。',
  minute: '分',
  minutes: '発売開始からの分数',
  perMinute: 'リクエスト数／分',
  instances: '{tier} のインスタンス数',
  offered: '到着',
  blocked: 'ウェブ ACL が遮断',
  served: '処理',
  shed: '拒否',
  failed: 'ゾーン喪失で失敗',
  queued: '待機',
  capacity: '処理能力',
  inService: '稼働中',
  starting: '起動中',
  desired: '希望数',
  scenario: '場面',
  timing: '反応',
  shortBlocked: '遮断',
  shortFailed: '失敗',
  share: '割合',
  first: '開始分',
  recovered: '回復まで',
  never: '回復せず',
  none: '-',
  minutesCount: '{count} 分',
  scenarios: '何が起きるか',
  minimums: '起動なしで耐えるために必要な最小台数',
  minimumRow: '発売開始時の最小台数 {now}、必要 {all}、ゾーンを 1 つ失う場合 {lost}',
  notKnown: '判定できない',
  noNumber: '何台でも足りない',
  findings: '指摘',
  noFindings: 'なし',
  open: '判定できないこと',
  assumed: '前提としたこと',
  error: 'エラー',
  warning: '警告',
  legend: '{served} 処理  {shed} 拒否  {failed} ゾーン喪失で失敗  {blocked} ウェブ ACL が遮断',
  scale: '1 文字 {count} 件',
  colon: '：',
};

export const SCENARIO_WORDS: Readonly<Record<Language, Readonly<Record<ScenarioId, string>>>> = {
  en: {
    normal: 'nothing fails',
    'zone-lost-before': 'zone lost before',
    'zone-lost-at-peak': 'zone lost at the peak',
    'no-launches': 'no launches from the opening on',
    'zone-lost-no-launches': 'zone lost at the peak, no launches',
    'schedule-missed': 'schedule missed, no launches',
  },
  ja: {
    normal: '障害なし',
    'zone-lost-before': '開始前にゾーン喪失',
    'zone-lost-at-peak': 'ピーク時にゾーン喪失',
    'no-launches': '開始以降は起動できない',
    'zone-lost-no-launches': 'ピーク時にゾーン喪失、起動もできない',
    'schedule-missed': 'スケジュール不実行、起動もできない',
  },
};

export const TIMING_WORDS: Readonly<Record<Language, Readonly<Record<TimingId, string>>>> = {
  en: { earliest: 'earliest reactions', latest: 'latest reactions' },
  ja: { earliest: '最も早い反応', latest: '最も遅い反応' },
};

/** The same for a column of a table. */
export const SHORT_TIMING_WORDS: Readonly<Record<Language, Readonly<Record<TimingId, string>>>> = {
  en: { earliest: 'earliest', latest: 'latest' },
  ja: { earliest: '最早', latest: '最遅' },
};

export const FINDING_WORDS: Readonly<Record<Language, Readonly<Record<SpikeFindingCode, string>>>> = {
  en: {
    SpikeShortfall: '{subject} refuses {requests} of {offered} requests ({share}): {scenario}, {timing}',
    CustomersBlocked:
      'the rate-based rule {subject} blocks {requests} of {offered} requests of customers ({share}), most of them where {clientsPerAddress} share one address',
    SizeLimitReached: '{subject} refuses requests at its greatest size of {max}: raise it, or the minimum',
    QuotaReached: '{subject} refuses requests because the account may run no more than {quota} instances: ask for more',
    LaunchesTooLate:
      '{subject} gets no new instance in service in the {minutes} minutes in which it refuses requests: scaling does not help, the minimum has to carry it',
    LaunchGivenUp:
      '{subject} gives up every launch after {limitSeconds} s, and one takes {launchSeconds} s: nothing ever comes into service',
  },
  ja: {
    SpikeShortfall: '{subject} が {offered} 件中 {requests} 件（{share}）を拒否：{scenario}、{timing}',
    CustomersBlocked:
      'レートベースルール {subject} が顧客のリクエスト {offered} 件中 {requests} 件（{share}）を遮断。最も多いのは {clientsPerAddress} 人が 1 つのアドレスを共有するところ',
    SizeLimitReached: '{subject} は最大台数 {max} に達してもリクエストを拒否する。最大台数か最小台数を増やすこと',
    QuotaReached:
      'アカウントのインスタンス上限 {quota} のため、{subject} がリクエストを拒否する。上限の引き上げを申請すること',
    LaunchesTooLate:
      '{subject} がリクエストを拒否する {minutes} 分間、新しいインスタンスは 1 台も稼働しない。スケーリングは間に合わないので、最小台数で支えること',
    LaunchGivenUp:
      '{subject} は起動を {limitSeconds} 秒で打ち切るが、起動には {launchSeconds} 秒かかる。新しいインスタンスは決して稼働しない',
  },
};

export const OPEN_WORDS: Readonly<Record<Language, Readonly<Record<OpenCode, string>>>> = {
  en: {
    'tier-not-declared': '{subject}: requests per second of one instance are not declared',
    'clients-not-declared':
      'rule {subject}: how many clients there are, and how many behind one address, is not declared',
    'paths-not-declared':
      'rule {subject}: which share of the requests is for its paths is not declared (clients.paths)',
    'rate-rule-unread':
      'rule {subject}: limits by something else than source and path, or is not known before deployment',
    'zones-unknown': '{subject}: its zones are not known, so none is ever lost',
    'schedule-unread': 'scheduled action {subject}: its time cannot be read, so it is never carried out',
    'launch-time-not-declared': '{subject}: how long a launch takes is not declared, so launches do not count',
    'warm-start-not-declared':
      '{subject}: how long a start from the warm pool takes is not declared, so it counts as a launch',
    'policy-not-simulated':
      'scaling policy {subject}: its metric or kind is not simulated, so what it launches does not count',
    'rule-not-simulated': 'rule {subject}: customers are taken to pass',
    'challenge-not-simulated': 'rule {subject}: customers are taken to pass its challenge',
    'alarm-periods-observed':
      'scaling policy {subject}: its alarms are taken to need 3 periods above the target and 15 below it, as they are seen to; AWS promises no number',
    'first-tier-uncached': '{subject}: gets every request, as if the edge answered none from its cache',
  },
  ja: {
    'tier-not-declared': '{subject}：1 台あたりの毎秒リクエスト数が宣言されていない',
    'clients-not-declared': 'ルール {subject}：クライアント数と、1 つのアドレスの背後にいる人数が宣言されていない',
    'paths-not-declared': 'ルール {subject}：対象パスへのリクエストの割合が宣言されていない（clients.paths）',
    'rate-rule-unread': 'ルール {subject}：送信元とパス以外で制限しているか、デプロイ前には分からない',
    'zones-unknown': '{subject}：ゾーンが分からないため、ゾーン喪失を試していない',
    'schedule-unread': 'スケジュールされたアクション {subject}：時刻を読めないため、実行されないものとした',
    'launch-time-not-declared': '{subject}：起動にかかる時間が宣言されていないため、起動を数えない',
    'warm-start-not-declared': '{subject}：ウォームプールからの起動時間が宣言されていないため、通常の起動とみなす',
    'policy-not-simulated': 'スケーリングポリシー {subject}：メトリクスか種類を扱えないため、その起動を数えない',
    'rule-not-simulated': 'ルール {subject}：顧客は通過するとみなす',
    'challenge-not-simulated': 'ルール {subject}：顧客はチャレンジを通過するとみなす',
    'alarm-periods-observed':
      'スケーリングポリシー {subject}：アラームは目標超過が 3 期間、下回るのが 15 期間続くと動くとみなす（観測値。AWS は数を約束していない）',
    'first-tier-uncached': '{subject}：エッジのキャッシュが何も答えないものとして、すべてのリクエストを受ける',
  },
};

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? EN : JA;
}
