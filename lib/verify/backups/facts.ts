import type { Words } from './types';

/** Behaviour of AWS that verdicts rest on. */
export interface Fact {
  /** `documented`: AWS states it; `typical`: AWS calls it typical; `unstated`: AWS does not say, so the worse is taken. */
  readonly status: 'documented' | 'typical' | 'unstated';
  readonly says: Words;
  /** Pages, and the day they were read. */
  readonly source: string;
}

const READ = 'read 2026-11-26';
/** Known from notes or from others: the page itself is to be read again. */
const NOT_READ = 'not re-read';
const guide = (page: string) => `https://docs.aws.amazon.com/aws-backup/latest/devguide/${page} ${READ}`;

/** Everything that the proofs take AWS to do, by an ID that reports name. One register, so one file. */
export const FACTS = {
  'BK-01': {
    status: 'documented',
    says: {
      en: 'a rule without a schedule runs by cron(0 5 ? * * *); schedules are in UTC where the rule names no time zone',
      ja: 'スケジュールのないルールは cron(0 5 ? * * *) で動く。タイムゾーンの指定がなければ UTC',
    },
    source: guide('API_BackupRuleInput.html'),
  },
  'BK-02': {
    status: 'documented',
    says: {
      en: 'a job must start within its start window: 8 hours by default, 60 minutes at least; until then AWS Backup tries again',
      ja: 'ジョブは開始ウィンドウ内に始まる。既定 8 時間、最小 60 分。それまで AWS Backup は再試行する',
    },
    source: `${guide('API_BackupRuleInput.html')}; the default: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_backup.BackupPlanRuleProps.html ${READ}`,
  },
  'BK-03': {
    status: 'unstated',
    says: {
      en: 'a job must be complete within its completion window, 7 days by default; AWS counts it from the start of the job on one page and from the schedule on another, so it is added to the start window',
      ja: 'ジョブは完了ウィンドウ内に終わる。既定 7 日。起点は、あるページではジョブの開始、別のページではスケジュール時刻とされるため、開始ウィンドウに加算する',
    },
    source: `${guide('API_BackupRuleInput.html')} and ${guide('API_StartBackupJob.html')}; the default: https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_backup.BackupPlanRuleProps.html ${READ}`,
  },
  'BK-04': {
    status: 'documented',
    says: {
      en: 'where the start windows of two rules of a plan overlap, one backup is taken, for the rule with the longer retention; the whole start window counts',
      ja: 'ひとつの計画のふたつのルールの開始ウィンドウが重なると、保持期間の長いルールのバックアップだけが取られる。開始ウィンドウ全体が対象',
    },
    source: guide('plan-options-and-configuration.html'),
  },
  'BK-05': {
    status: 'unstated',
    says: {
      en: 'AWS does not say whether a snapshot is still taken where its start window overlaps that of a continuous rule with a longer retention, so it counts as not taken',
      ja: '保持期間のより長い継続バックアップのルールと開始ウィンドウが重なるとき、スナップショットが取られるかどうかは文書にないため、取られないものとして数える',
    },
    source: `${guide('plan-options-and-configuration.html')} and ${guide('understanding-backup-plan-summaries.html')}`,
  },
  'BK-06': {
    status: 'documented',
    says: {
      en: 'a recovery point may be deleted as soon as DeleteAfterDays are over since its creation, and is within 8 hours; without the setting, or with -1, it is kept for ever',
      ja: '復旧ポイントは作成から DeleteAfterDays 日が過ぎた時点で削除されうる（8 時間以内に実行）。指定がないか -1 なら無期限',
    },
    source: `${guide('deleting-backups.html')} and ${guide('API_Lifecycle.html')}`,
  },
  'BK-07': {
    status: 'documented',
    says: {
      en: 'snapshots are taken hourly at most',
      ja: 'スナップショットは最短でも 1 時間に 1 回',
    },
    source: guide('plan-options-and-configuration.html'),
  },
  'BK-08': {
    status: 'documented',
    says: {
      en: 'continuous backups reach back 1 to 35 days, never go to cold storage, and need a retention longer than their schedule; one recovery point per database',
      ja: '継続バックアップがさかのぼれるのは 1〜35 日。コールドストレージへは移せず、保持期間はスケジュールの間隔より長くなければならない。データベースごとに復旧ポイントはひとつ',
    },
    source: `${guide('point-in-time-recovery.html')} and ${guide('point-in-time-recovery-retention-period.html')}`,
  },
  'BK-09': {
    status: 'documented',
    says: {
      en: 'two continuous rules of a plan must name the same vault, or the plan is refused',
      ja: 'ひとつの計画の継続ルールは同じボールトを指さなければならず、さもなければ計画は拒否される',
    },
    source: guide('point-in-time-recovery-overlapping.html'),
  },
  'BK-10': {
    status: 'documented',
    says: {
      en: 'a copy counts its retention from the creation of its source, takes the retention of its source where it names none or -1, and of a continuous backup it is a plain snapshot',
      ja: 'コピーの保持期間は元の作成時刻から数える。指定がないか -1 なら元の保持期間に従う。継続バックアップのコピーは通常のスナップショットになる',
    },
    source: `${guide('recov-point-create-a-copy.html')} and ${guide('point-in-time-recovery-copying.html')}`,
  },
  'BK-11': {
    status: 'unstated',
    says: {
      en: 'AWS states no longest time for a copy: it is only known when the objectives declare it',
      ja: 'コピーにかかる時間の上限は文書にない。目標で申告されたときだけ分かる',
    },
    source: guide('recov-point-create-a-copy.html'),
  },
  'BK-12': {
    status: 'documented',
    says: {
      en: 'a recovery point that moves to cold storage stays there for 90 days, so it must live 90 days longer than it is warm; recovery points of Aurora, RDS and S3 never move, and none is copied from there',
      ja: 'コールドストレージへ移した復旧ポイントはそこに 90 日とどまるため、保持期間は移行までの日数より 90 日以上長くなければならない。Aurora、RDS、S3 の復旧ポイントは移らず、コールドからのコピーもできない',
    },
    source: `${guide('API_Lifecycle.html')} and https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html ${NOT_READ}`,
  },
  'BK-13': {
    status: 'documented',
    says: {
      en: 'a job whose retention is shorter than the least of the lock of its vault, or longer than the greatest, fails',
      ja: '保持期間がボールトロックの最小より短いか、最大より長いジョブは失敗する',
    },
    source: guide('API_PutBackupVaultLockConfiguration.html'),
  },
  'BK-14': {
    status: 'documented',
    says: {
      en: 'nobody deletes a recovery point of a locked vault or shortens its life; with ChangeableForDays, at least 3, nobody can lift the lock once they are over; without, whoever has the permission lifts it',
      ja: 'ロックされたボールトの復旧ポイントは削除も保持期間の短縮もできない。ChangeableForDays（3 以上）があればその経過後は誰も解除できず、なければ権限のある者が解除できる',
    },
    source: `${guide('vault-lock.html')} and ${guide('API_PutBackupVaultLockConfiguration.html')}`,
  },
  'BK-15': {
    status: 'documented',
    says: {
      en: 'recovery points of RDS and Aurora are encrypted with the key of the database, those of fully managed types (S3, EFS, …) and every copy with the key of the vault',
      ja: 'RDS と Aurora の復旧ポイントはデータベースの鍵で、フルマネージドの種類（S3、EFS など）とすべてのコピーはボールトの鍵で暗号化される',
    },
    source: `${guide('encryption.html')} and ${guide('cross-region-backup.html')}`,
  },
  'BK-16': {
    status: 'documented',
    says: {
      en: 'a key is used in its own Region alone; whoever uses it needs its policy to let them, or to leave it to IAM',
      ja: '鍵はそれぞれのリージョンでだけ使える。使う者は、鍵のポリシーに許されるか、鍵のポリシーが IAM に委ねている必要がある',
    },
    source: `https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html ${NOT_READ}`,
  },
  'BK-17': {
    status: 'documented',
    says: {
      en: 'a plan selects resources of its own account and Region: any ARN of Resources, without those of NotResources; of Conditions all must match, of ListOfTags any; ARNs end in a wildcard or have none',
      ja: '計画が選ぶのは同じアカウントとリージョンのリソース：Resources のいずれかに当たり NotResources に当たらないもの。Conditions はすべて、ListOfTags はいずれかが一致。ARN のワイルドカードは末尾だけ',
    },
    source: `${guide('API_BackupSelection.html')} and ${guide('assigning-resources.html')}`,
  },
  'BK-18': {
    status: 'unstated',
    says: {
      en: 'AWS does not say whether Resources and ListOfTags of one selection both have to match, so it counts when both do and is open when one does',
      ja: 'ひとつの選択に Resources と ListOfTags の両方があるときの関係は文書にないため、両方に当たれば選ばれ、片方だけなら不明とする',
    },
    source: guide('API_BackupSelection.html'),
  },
  'BK-19': {
    status: 'documented',
    says: {
      en: 'a bucket is backed up only with versioning switched on; its continuous and its periodic backups must lie in the same vault',
      ja: 'バケットはバージョニングが有効なときだけバックアップできる。継続と定期のバックアップは同じボールトに置く',
    },
    source: guide('s3-backups.html'),
  },
  'BK-20': {
    status: 'typical',
    says: {
      en: 'the latest time to which RDS, Aurora and DynamoDB restore lies typically 5 minutes back',
      ja: 'RDS、Aurora、DynamoDB で復元できる最新の時点は、通常 5 分前',
    },
    source: `https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoveryDescription.html ${READ}; https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html ${NOT_READ}`,
  },
  'BK-21': {
    status: 'documented',
    says: {
      en: 'RDS and Aurora keep automated backups for 1 day by default and 35 at most; 0 switches them off for an instance, a cluster of Aurora always has them',
      ja: 'RDS と Aurora の自動バックアップは既定 1 日、最大 35 日。インスタンスでは 0 で無効になり、Aurora クラスターでは無効にできない',
    },
    source: `https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Managing.Backups.html and https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ManagingAutomatedBackups.html ${READ}`,
  },
  'BK-22': {
    status: 'documented',
    says: {
      en: 'the window of automated backups must not meet the maintenance window, lasts 30 minutes at least, and is in UTC',
      ja: '自動バックアップのウィンドウはメンテナンスウィンドウと重なってはならず、30 分以上で、UTC で書く',
    },
    source: `https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html ${READ}`,
  },
  'BK-23': {
    status: 'documented',
    says: {
      en: 'AWS Backup starts no snapshot of an RDS instance during its maintenance window or the hour before; Aurora is exempt',
      ja: 'AWS Backup は RDS インスタンスのメンテナンスウィンドウ中とその 1 時間前にはスナップショットを始めない。Aurora は対象外',
    },
    source: `https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html ${NOT_READ}`,
  },
  'BK-24': {
    status: 'documented',
    says: {
      en: 'cron expressions have six fields; one of day of month and day of week is ?; L is the last day, W the nearest weekday, # the nth weekday',
      ja: 'cron 式は 6 フィールド。日と曜日の一方は ?。L は最終日、W は最寄りの平日、# は第 n 曜日',
    },
    source: `https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html ${READ}`,
  },
  'BK-25': {
    status: 'unstated',
    says: {
      en: 'AWS Backup does not say what becomes of a time that clocks skip or pass twice; EventBridge Scheduler skips the one and runs once at the other, so such a run may be missing or may be either',
      ja: '時計が飛び越す時刻と 2 度通る時刻の扱いを AWS Backup は述べない。EventBridge Scheduler は前者を飛ばし後者は一度だけ動くので、前者は欠けうるもの、後者はどちらでもありうるものとする',
    },
    source: `https://repost.aws/knowledge-center/eventbridge-scheduler-adjust-dst ${READ}`,
  },
  'BK-26': {
    status: 'unstated',
    says: {
      en: 'AWS Backup documents cron expressions alone; a rate may be refused, and where it counts from is not stated',
      ja: 'AWS Backup の文書にあるのは cron 式だけ。rate は拒否されうるうえ、起点も述べられていない',
    },
    source: guide('API_BackupRuleInput.html'),
  },
  'BK-27': {
    status: 'documented',
    says: {
      en: 'what a template removes or replaces is deleted, unless its policies keep it; RDS leaves a snapshot behind on removal by default, and on replacement AWS does not say so; a deleted key decrypts nothing after its waiting period',
      ja: 'テンプレートから消えたものや置換されたものは、ポリシーで残さない限り削除される。RDS は除去のとき既定でスナップショットを残すが、置換のときは文書にない。削除された鍵は待機期間の後、復号できない',
    },
    source: `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html ${READ}`,
  },
  'BK-28': {
    status: 'documented',
    says: {
      en: 'snapshots of RDS and Aurora were long copied to another Region or to another account, not to both in one step',
      ja: 'RDS と Aurora のスナップショットは、別リージョンか別アカウントの一方へしか一度にコピーできないとされてきた',
    },
    source: guide('recov-point-create-a-copy.html'),
  },
  'BK-29': {
    status: 'typical',
    says: {
      en: 'a secondary Region of an Aurora global database lies typically less than a second behind; rds.global_db_rpo, at least 20 seconds, bounds it for Aurora PostgreSQL',
      ja: 'Aurora グローバルデータベースのセカンダリの遅れは通常 1 秒未満。Aurora PostgreSQL では rds.global_db_rpo（20 秒以上）が上限になる',
    },
    source: `https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-disaster-recovery.html ${NOT_READ}`,
  },
  'BK-30': {
    status: 'unstated',
    says: {
      en: 'AWS Backup can take over the retention of automated backups, and a deployment sets it back: the shorter counts',
      ja: '自動バックアップの保持期間は AWS Backup が引き継ぎうるが、デプロイで書き戻される。短いほうを数える',
    },
    source: `https://docs.aws.amazon.com/aws-backup/latest/devguide/point-in-time-recovery.html ${NOT_READ}`,
  },
} as const satisfies Readonly<Record<string, Fact>>;

export type FactId = keyof typeof FACTS;

/** A fact by its ID. */
export function factOf(id: FactId): Fact {
  return FACTS[id];
}
