import type { BackupCheck, BackupVerdict, Basis } from '../../verify/backups';
import type { Language } from '../verify/language';

const EN = {
  title: 'Backup proofs',
  summary: '{name}: {state}; {counts}',
  holds: 'everything is proved',
  holdsNot: 'not everything is proved',
  counts: '{proved} proved, {refuted} refuted, {undetermined} undetermined',
  counterExample: 'counter-example',
  worst: 'at worst',
  open: 'what would have to be known',
  parts: 'made of',
  where: 'where',
  facts: 'behaviour of AWS that this rests on',
  unstated: 'AWS does not state it: the worse is taken',
  typical: 'AWS calls it typical and promises nothing',
  documented: 'documented',
  unseen: 'what no template shows',
  world: 'when {world}',
  objectives: 'objectives',
  templates: 'templates',
  check: 'check',
  subject: 'subject',
  about: 'about',
  verdict: 'verdict',
  says: 'says',
  instant: 'instant',
  place: 'place',
  property: 'property',
  source: 'source',
  basis: 'basis',
  colon: ': ',
};

export type Words = Readonly<Record<keyof typeof EN, string>>;

const JA: Words = {
  title: 'バックアップの証明',
  summary: '{name}：{state}（{counts}）',
  holds: 'すべて証明済み',
  holdsNot: '証明されていないものがある',
  counts: '証明 {proved} 件、反証 {refuted} 件、判定できない {undetermined} 件',
  counterExample: '反例',
  worst: '最悪の場合',
  open: '分かる必要があること',
  parts: '内訳',
  where: '場所',
  facts: '根拠とした AWS の動作',
  unstated: 'AWS の文書に明記がないため、不利な側を仮定',
  typical: 'AWS が「通常」とする値で、保証ではない',
  documented: '文書にある動作',
  unseen: 'テンプレートからは分からないこと',
  world: '条件：{world}',
  objectives: '目標',
  templates: 'テンプレート',
  check: '問い',
  subject: '対象',
  about: '詳細',
  verdict: '判定',
  says: '内容',
  instant: '時点',
  place: '場所',
  property: 'プロパティ',
  source: '出典',
  basis: '根拠',
  colon: '：',
};

/** The words of reports on backups in a language. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? EN : JA;
}

const CHECKS: Readonly<Record<BackupCheck, Readonly<Record<Language, string>>>> = {
  BackupsPerDay: { en: 'enough backups on every day', ja: '毎日の回数' },
  RecoveryPointsKept: { en: 'enough recovery points at every instant', ja: 'どの時点でも十分な復旧ポイント' },
  PointInTime: { en: 'any point in time can be restored', ja: '任意の時点への復元' },
  RetentionKept: { en: 'recovery points live long enough', ja: '復旧ポイントの保持期間' },
  RetentionLocked: { en: 'a lock keeps retention from being shortened', ja: 'ロックによる保持期間の下限' },
  RegionLoss: { en: 'loss of the Region of the data', ja: 'リージョンの喪失' },
  CopiesKept: { en: 'enough copies at every instant', ja: 'どの時点でも十分なコピー' },
  StoreCovered: { en: 'what keeps data is backed up or left out for a reason', ja: 'データの保持先の網羅' },
  StoreReady: { en: 'what is selected can be backed up', ja: 'バックアップの前提条件' },
  SelectionSelects: { en: 'selections select something', ja: '選択の空振りがない' },
  RuleAccepted: { en: 'AWS Backup takes the rule', ja: 'ルールが受け入れられる' },
  WindowsApart: { en: 'start windows do not overlap', ja: '開始ウィンドウの重なりがない' },
  MaintenanceApart: { en: 'no backup meets maintenance', ja: 'メンテナンスとの重なりがない' },
  LockAccepts: { en: 'the lock of the vault takes the retention', ja: 'ロックが保持期間を受け入れる' },
  CopyLeavesRegion: { en: 'the copy leaves the Region', ja: 'コピーが別リージョンにある' },
  VaultLocked: { en: 'the vault is locked', ja: 'ボールトのロック' },
  KeyInRegion: { en: 'the key lies in the Region of the vault', ja: '鍵のリージョン' },
  KeyUsable: { en: 'AWS Backup may use the key', ja: '鍵の使用許可' },
  KeysApart: { en: 'data and backups do not share a key', ja: 'データとバックアップの鍵の分離' },
  KeyStays: { en: 'the key stays', ja: '鍵が残る' },
  DataStays: { en: 'the data is not deleted by accident', ja: 'データの誤削除防止' },
  TemplatesComplete: { en: 'the templates show everything', ja: 'テンプレートの完全性' },
};

/** A question for people. */
export function checkText(check: BackupCheck, language: Language): string {
  return CHECKS[check][language];
}

const BASES: Readonly<Record<Basis, Readonly<Record<Language, string>>>> = {
  template: { en: 'template', ja: 'テンプレート' },
  documented: { en: 'documented by AWS', ja: 'AWS の文書' },
  typical: { en: 'typical, promised to nobody', ja: '通常値（保証なし）' },
  declared: { en: 'declared, not verified', ja: '申告（未検証）' },
  derived: { en: 'computed', ja: '計算' },
};

/** Where a number comes from, for people. */
export function basisText(basis: Basis, language: Language): string {
  return BASES[basis][language];
}

/** How often each verdict was given. */
export function countsOf(verdicts: readonly BackupVerdict[]): {
  readonly proved: number;
  readonly refuted: number;
  readonly undetermined: number;
} {
  const count = (verdict: BackupVerdict) => verdicts.filter((each) => each === verdict).length;
  return { proved: count('PROVED'), refuted: count('REFUTED'), undetermined: count('UNDETERMINED') };
}
