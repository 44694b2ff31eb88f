import type { WeaknessCode } from './types';

/** What weaknesses are called, for headings of reports. */
export const WEAKNESS_NAMES: Readonly<Record<WeaknessCode, { readonly en: string; readonly ja: string }>> = {
  NAT_SHARED_BY_ZONES: { en: 'One NAT gateway for several zones', ja: 'NAT ゲートウェイを複数のゾーンで共用' },
  FIREWALL_SHARED_BY_ZONES: {
    en: 'One firewall endpoint for several zones',
    ja: 'ファイアウォールエンドポイントを複数のゾーンで共用',
  },
  READERS_IN_ONE_ZONE: { en: 'All readers in one zone', ja: 'リーダーがすべて同じゾーンにある' },
  SMALLER_PROMOTABLE_READER: { en: 'A smaller reader may be promoted', ja: 'ライターより小さいリーダーが昇格しうる' },
  CHECK_INTERVAL_BELOW_TIMEOUT: {
    en: 'Health check interval not above its timeout',
    ja: 'ヘルスチェックの間隔がタイムアウト以下',
  },
  DEEP_CHECK_ENDS_SERVERS: {
    en: 'Deep health check that ends servers',
    ja: '依存先まで見るヘルスチェックが健全なサーバーを終了させる',
  },
  FAIL_OPEN_WITHOUT_A_ZONE: {
    en: 'Fails open with the loss of one zone',
    ja: 'ゾーンひとつの喪失でフェイルオープンになる',
  },
  KEY_SHARED_WITH_BACKUPS: { en: 'One key for data and backups', ja: 'データとバックアップが同じ鍵' },
  RETENTION_BELOW_GENERATIONS: {
    en: 'Retention below the generations asked for',
    ja: '保持期間が求める世代数に足りない',
  },
  COPY_IN_OWN_REGION: { en: 'Copies in the Region of the data', ja: 'コピー先がデータと同じリージョン' },
  CAPACITY_BELOW_PEAK: { en: 'Capacity below the peak without a zone', ja: 'ゾーンひとつを失うとピークをさばけない' },
  ALARM_MATCHES_NOTHING: { en: 'Alarm whose dimensions match nothing', ja: 'ディメンションが何にも一致しないアラーム' },
  ALARM_INSIDE_ITS_FAULT: {
    en: 'Alarm inside the fault that it should report',
    ja: '知らせるべき障害に巻き込まれるアラーム',
  },
  REACTION_NEEDS_LOST_PLANE: {
    en: 'Reaction that needs a lost control plane',
    ja: '失われたコントロールプレーンを要する対処',
  },
  FALLBACK_PAGE_MISSING: { en: 'No fallback page', ja: '代替ページがない' },
  REDUNDANCY_HARMS: { en: 'Redundancy that does harm', ja: '冗長化がかえって害になる' },
};
