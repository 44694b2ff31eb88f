import type { Basis, FaultMode, Miss, ObjectiveKind, ReadFinding, State, Worse } from '../../failures';
import type { Language } from '../verify/language';

const EN = {
  title: 'Failure matrix',
  colon: ': ',
  list: ', ',
  counts: 'single faults: {faults}, services: {services}',
  countsPairs: ', pairs of faults, at once and in either order: {pairs}',
  hash: 'templates',
  register: 'rules of the register',
  version: 'honmaru',
  down: 'Not answered in full after the automatic reactions',
  recovering: 'Answered in full again by themselves',
  unaffected: 'Cost nobody anything',
  irrelevant: 'Nothing depends on',
  operation: 'Worse while operators do something',
  operationNone: 'no fault is worse with a zone evacuated, with a server being replaced, or in an on-sale window',
  evacuated: '{zone} evacuated',
  replaced: '{member} being replaced',
  onSale: 'on-sale window',
  cutOff: '{label}, cut off',
  more: '{count} more',
  everyService: 'every service',
  byItself: 'by itself after {time}',
  notByItself: 'not by itself',
  byHand: 'with the runbook {runbook} after {time}',
  seen: 'seen after {time} by {detector}',
  seenByNobody: 'seen by nobody',
  seenColumn: 'who sees it',
  loses: 'data of {time} lost',
  lossUnknown: 'lost data not determined',
  doubt: 'at most {count} requests in doubt',
  doubtUnknown: 'requests in doubt not determined',
  capacity: 'carries {capacity} a second',
  unlimited: 'any number',
  capacityUnknown: 'what is carried is not determined',
  belowPeak: 'less than the peak',
  budget: '{share} of the month’s error budget',
  normal: 'normal way',
  detour: 'detour',
  recovery: 'recovery',
  pairs: 'Two faults',
  pairsSurvived: '{service}: {survived} of {pairs} pairs survived',
  pairsEvaluated: '{scenarios} scenarios, {evaluated} of them evaluated: the others are the same to everybody',
  cutSets: 'Smallest sets of faults that a service does not survive',
  cutSingle: '{count} single faults, listed above',
  margins: 'What is left of each tier with its most costly zone lost, nothing launched',
  marginLine: '{capacity} a second against a peak of {peak}: {share}',
  marginUnknown: 'not determined: {why}',
  noCapacity: 'what one member serves is not declared',
  noPeak: 'no peak is declared',
  withoutZone: 'without {zone}',
  noZone: 'every zone there',
  unseen: 'Cost somebody something, and nobody sees them',
  unseenRedundancy: 'Cost nobody anything at first, and nobody sees that nothing is left in reserve',
  silent: 'Alarms and checks that no single fault makes speak',
  weaknesses: 'Ways in which it breaks although it is redundant',
  change: 'what to change',
  objectives: 'Objectives',
  objectivesNone: 'none is declared: nothing was held against a limit',
  objectiveMet: 'met, {worst} at most of {limit} allowed, {rows} rows',
  objectiveMissed: 'missed in {misses} of {rows} rows ({limit} allowed)',
  objectiveEmpty: 'held against nothing: no fault of this kind is in the model',
  findings: 'What the model leaves out or takes for granted',
  unread: 'Not determined, as its way cannot be read',
  exceptions: 'Held against the reviewed exceptions',
  exceptionsHold: '{count} rows are not up by themselves, and every one of them is explained',
  comparison: 'against the baseline',
  comparisonCounts: '{worse} rows worse, {better} better, {gone} gone',
  scenario: 'what fails',
  kind: 'kind',
  service: 'service',
  state: 'state',
  t0: 'at once',
  t1: 'by itself',
  t2: 'by runbook',
  from: 'From',
  to: 'To',
  staticRoute: 'Static route',
  normalColumn: 'normal',
  fails: '{label} fails',
  paper: 'Detours',
  part: 'part',
  where: 'where',
  says: 'says',
  holds: 'every objective that is declared is met',
  holdsNothing: 'nothing was required: declare objectives',
  holdsNot: 'not everything holds',
};

export type Words = Readonly<Record<keyof typeof EN, string>>;

const JA: Words = {
  title: '障害マトリクス',
  colon: '：',
  list: '、',
  counts: '単一障害 {faults} 件、サービス {services} 件',
  countsPairs: '、二重障害（同時と両方の順序）{pairs} 件',
  hash: 'テンプレート',
  register: '規則の登録簿',
  version: 'honmaru',
  down: '自動の反応の後も全部には応答できない障害',
  recovering: '自動で全部に応答できるようになる障害',
  unaffected: '影響のない障害',
  irrelevant: '何も依存していないもの',
  operation: '運用中の作業と重なると悪くなる障害',
  operationNone: 'ゾーン退避中、サーバー入替中、発売時間帯に悪くなる障害はない',
  evacuated: '{zone} を退避中',
  replaced: '{member} を入替中',
  onSale: '発売時間帯',
  cutOff: '{label} の孤立',
  more: 'ほか {count} 件',
  everyService: '全サービス',
  byItself: '自動復旧 {time}',
  notByItself: '自動では復旧しない',
  byHand: '手順書 {runbook} により {time}',
  seen: '{time} 後に {detector} が検知',
  seenByNobody: '検知するものがない',
  seenColumn: '検知',
  loses: 'データ {time} 分を喪失',
  lossUnknown: 'データ喪失は判定できない',
  doubt: '成否不明の要求は最大 {count} 件',
  doubtUnknown: '成否不明の要求数は判定できない',
  capacity: '毎秒 {capacity} 件を処理可能',
  unlimited: '無制限',
  capacityUnknown: '処理能力は判定できない',
  belowPeak: 'ピーク未満',
  budget: '月間エラーバジェットの {share}',
  normal: '通常経路',
  detour: '迂回経路',
  recovery: '復旧',
  pairs: '二重障害',
  pairsSurvived: '{service}：{pairs} 組のうち {survived} 組に耐える',
  pairsEvaluated: 'シナリオ {scenarios} 件、うち評価 {evaluated} 件（残りは同じ結果になる）',
  cutSets: 'サービスが耐えられない最小の障害の組',
  cutSingle: '単一障害 {count} 件（上に記載）',
  margins: '最も影響の大きいゾーンを失い、何も起動しないときの各層の余裕',
  marginLine: '毎秒 {capacity} 件、ピーク {peak} 件に対し {share}',
  marginUnknown: '判定できない：{why}',
  noCapacity: '1 台あたりの処理能力が宣言されていない',
  noPeak: 'ピークが宣言されていない',
  withoutZone: '{zone} なし',
  noZone: '全ゾーンあり',
  unseen: '影響があるのに検知するものがない障害',
  unseenRedundancy: '影響はないが、予備がなくなったことを検知するものがない障害',
  silent: 'どの単一障害でも鳴らないアラームと検査',
  weaknesses: '冗長でも壊れるところ',
  change: '変更すること',
  objectives: '目標',
  objectivesNone: '宣言なし（何も制限と比べていない）',
  objectiveMet: '達成（最長 {worst}、許容 {limit}、{rows} 行）',
  objectiveMissed: '未達（{rows} 行中 {misses} 行、許容 {limit}）',
  objectiveEmpty: '比べる行がない（この種の障害がモデルにない）',
  findings: 'モデルが除いたもの、前提としたもの',
  unread: '経路を読み取れず判定できないサービス',
  exceptions: '承認済み例外との照合',
  exceptionsHold: '自動では正常に戻らない {count} 行はすべて説明済み',
  comparison: 'ベースラインとの比較',
  comparisonCounts: '悪化 {worse} 行、改善 {better} 行、消滅 {gone} 行',
  scenario: '障害',
  kind: '種類',
  service: 'サービス',
  state: '状態',
  t0: '直後',
  t1: '自動の反応後',
  t2: '手順書の後',
  from: '発信元',
  to: '宛先',
  staticRoute: '静的経路',
  normalColumn: '正常時',
  fails: '{label} 障害時',
  paper: '迂回経路',
  part: '内訳',
  where: '場所',
  says: '内容',
  holds: '宣言された目標をすべて達成',
  holdsNothing: '要求なし（目標を宣言すると判定する）',
  holdsNot: '満たされていないものがある',
};

/** The words of failure reports in a language. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? EN : JA;
}

type InLanguages = Readonly<Record<Language, string>>;

const STATES: Readonly<Record<State, InLanguages>> = {
  UP: { en: 'UP', ja: '正常' },
  PARTIAL: { en: 'PARTIAL', ja: '一部停止' },
  DOWN: { en: 'DOWN', ja: '停止' },
  UNDETERMINED: { en: 'UNDETERMINED', ja: '判定不能' },
};

/** A state for people: machines read the English words. */
export function stateText(state: State, language: Language): string {
  return STATES[state][language];
}

const KINDS: Readonly<Record<string, InLanguages>> = {
  region: { en: 'Region', ja: 'リージョン' },
  zone: { en: 'zone', ja: 'ゾーン' },
  'zone cut off': { en: 'zone, cut off', ja: 'ゾーンの孤立' },
  part: { en: 'part', ja: '部品' },
  shared: { en: 'shared by zones', ja: 'ゾーン共通' },
  'control-plane': { en: 'control plane', ja: 'コントロールプレーン' },
  release: { en: 'release', ja: 'リリース' },
  line: { en: 'line', ja: '回線' },
  gateway: { en: 'gateway', ja: 'ゲートウェイ' },
  instance: { en: 'server', ja: 'サーバー' },
  writer: { en: 'writer', ja: 'ライター' },
  reader: { en: 'reader', ja: 'リーダー' },
};

/** What kind of thing failed. */
export function kindText(kind: string, language: Language): string {
  return KINDS[kind]?.[language] ?? kind;
}

/** A fault by its label and its mode. */
export function faultText(label: string, mode: FaultMode, language: Language): string {
  return mode === 'lost' ? label : wordsOf(language).cutOff.replace('{label}', label);
}

const BASES: Readonly<Record<Basis, InLanguages>> = {
  bound: { en: 'never longer', ja: '上限' },
  typical: { en: 'typical, promised to nobody', ja: '通常値（保証なし）' },
  declared: { en: 'declared', ja: '申告' },
  unverified: { en: 'not verified', ja: '未検証' },
};

export function basisText(basis: Basis, language: Language): string {
  return BASES[basis][language];
}

const OBJECTIVES: Readonly<Record<ObjectiveKind, InLanguages>> = {
  instance: { en: 'loss of a server', ja: 'サーバーの喪失' },
  writer: { en: 'loss of the writer', ja: 'ライターの喪失' },
  zone: { en: 'loss of a zone', ja: 'ゾーンの喪失' },
  region: { en: 'loss of a Region', ja: 'リージョンの喪失' },
  'data-loss': { en: 'loss of data', ja: 'データの喪失' },
  'region-data-loss': { en: 'loss of data with a Region', ja: 'リージョン喪失時のデータの喪失' },
};

export function objectiveText(objective: ObjectiveKind, language: Language): string {
  return OBJECTIVES[objective][language];
}

const REASONS: Readonly<Record<Miss['reason'], InLanguages>> = {
  'not-recovered': { en: 'does not recover', ja: '復旧しない' },
  'too-slow': { en: 'recovers too late', ja: '復旧が遅い' },
  'not-determined': { en: 'is not determined', ja: '判定できない' },
  'below-peak': { en: 'carries less than the peak', ja: '処理能力がピーク未満' },
  'data-lost': { en: 'loses too much data', ja: 'データ喪失が多い' },
};

export function reasonText(reason: Miss['reason'], language: Language): string {
  return REASONS[reason][language];
}

const WORSE: Readonly<Record<Worse, InLanguages>> = {
  t0: { en: 'at once', ja: '直後' },
  t1: { en: 'by itself', ja: '自動の反応後' },
  t2: { en: 'by runbook', ja: '手順書の後' },
  recovery: { en: 'recovery', ja: '自動復旧' },
  manual: { en: 'recovery by runbook', ja: '手順書による復旧' },
  'data-loss': { en: 'lost data', ja: 'データ喪失' },
  capacity: { en: 'capacity', ja: '処理能力' },
  seen: { en: 'detection', ja: '検知' },
  new: { en: 'new, and not up', ja: '新規で正常でない' },
};

export function worseText(worse: Worse, language: Language): string {
  return WORSE[worse][language];
}

const FINDINGS: Readonly<Record<ReadFinding['code'], InLanguages>> = {
  ASSUMED: { en: 'left open by the templates, one possibility taken', ja: 'テンプレートでは決まらず、1 つを仮定' },
  CIRCULAR: { en: 'a way back to where it began, not followed', ja: '元に戻る経路（追跡しない）' },
  NO_CAPACITY: { en: 'capacity is not declared', ja: '処理能力が宣言されていない' },
  NOT_FOLLOWED: { en: 'refers to the model, needed by no request', ja: 'モデルを参照するが要求には不要' },
  NOT_MODELLED: {
    en: 'on the way of requests, behaviour not modelled',
    ja: '要求の経路上にあり、挙動をモデル化していない',
  },
  NOT_PROVED: { en: 'a connection that is not proved', ja: '証明されていない接続' },
  NOT_REACHED: { en: 'reached by no service and no check', ja: 'どのサービスも検査も到達しない' },
  DETECTOR_SEES_NOTHING: { en: 'sees nothing that the model can lose', ja: 'モデルの障害では鳴らない' },
  DETECTOR_TELLS_NOBODY: { en: 'tells nobody', ja: '通知先がない' },
  WITHOUT_EFFECT: { en: 'changes nothing in the model', ja: 'モデルに影響しない宣言' },
};

export function findingText(code: ReadFinding['code'], language: Language): string {
  return FINDINGS[code][language];
}
