import type { Verifier } from '../../engine/verifier';
import type { IsolateRule, Policy, PolicyRule, Selector, ServiceText, Words } from '../types';
import { deriveSegments, type DerivedSegments } from './derive-segments';
import { strangerAddresses } from './stranger';

/** Services by which machines and databases are administered, or talk to each other, that no stranger has to reach. */
export const ADMIN_SERVICES: readonly ServiceText[] = [
  'tcp/22-23',
  'tcp/135-139',
  'tcp/445',
  'tcp/1433',
  'tcp/1521',
  'tcp/2375-2380',
  'tcp/3306',
  'tcp/3389',
  'tcp/5432',
  'tcp/5900-5910',
  'tcp/5985-5986',
  'tcp/6379',
  'tcp/6443',
  'tcp/9200',
  'tcp/10250',
  'tcp/11211',
  'tcp/27017',
];

/** What should hold of any network, without anyone having said it. */
export function defaultPolicy(verifier: Verifier): Policy {
  const derived = deriveSegments(verifier);
  const outside = administrationSegments(verifier);
  const functions = calledFunctions(verifier);
  const rules = [
    ...internetRules(derived, functions),
    ...orderRules(derived),
    ...siteRules(derived),
    ...administrationRules(outside, functions),
    ...symmetryRules(verifier),
  ];
  return { name: 'default', segments: { ...derived.segments, ...outside }, rules };
}

/** The internet does not come in to what is inside, neither directly nor through load balancers. */
function internetRules({ segments, isOwn }: DerivedSegments, functions: readonly string[]): readonly PolicyRule[] {
  const direct = isOwn ? ['barrier', 'dmz'] : ['private interfaces'];
  return [
    ...fromOutside(segments, functions, { id: 'internet-to-data', why: WHY.data, to: 'data', level: 'via-proxies' }),
    ...fromOutside(segments, functions, {
      id: 'internet-to-internal',
      why: WHY.internal,
      to: 'internal',
      level: 'via-proxies',
    }),
    ...direct.flatMap((to) =>
      fromOutside(segments, functions, {
        id: `internet-directly-to-${to.replaceAll(' ', '-')}`,
        why: WHY.direct,
        to,
        level: 'direct',
      }),
    ),
  ];
}

/**
 * Functions that anyone may call act for the internet, and that is what they are for; whoever else gets in does not. Where
 * there are such functions, the rule is that whatever gets in passes them.
 */
function fromOutside(
  segments: DerivedSegments['segments'],
  functions: readonly string[],
  rule: Pick<IsolateRule, 'id' | 'why' | 'services' | 'level'> & { readonly from?: string; readonly to: string },
): readonly PolicyRule[] {
  const { from = 'internet' } = rule;
  return when(
    segments,
    rule.to,
    functions.length === 0
      ? { kind: 'isolate', ...rule, from }
      : { kind: 'pass-through', ...rule, from, through: functions },
  );
}

/** Functions in the network that outsiders may call. */
function calledFunctions({ network }: Verifier): readonly string[] {
  const called = network.invocations.flatMap(({ function: each }) =>
    each.interfaces.map(({ origin }) => `id:${origin.id}`),
  );
  return [...new Set(called)].sort();
}

/** From the outer segments to the inner ones the way leads over the next one only. */
function orderRules({ segments, isOwn }: DerivedSegments): readonly PolicyRule[] {
  const pairs = isOwn
    ? [
        ['barrier', 'internal'],
        ['barrier', 'data'],
        ['dmz', 'data'],
      ]
    : [['load balancers', 'data']];
  return [
    ...pairs.flatMap(([from = '', to = '']) =>
      from in segments && to in segments
        ? [
            {
              id: `${from.replaceAll(' ', '-')}-to-${to}`,
              kind: 'isolate',
              why: WHY.order,
              from,
              to,
              level: 'direct',
            } satisfies PolicyRule,
          ]
        : [],
    ),
    ...when(segments, 'data', {
      id: 'data-stays',
      kind: 'no-egress',
      why: WHY.stays,
      severity: isOwn ? 'error' : 'warning',
      from: 'data',
      tolerate: isOwn ? [] : ['dns'],
    }),
  ];
}

/** One partner does not come to another through this network, and neither does the internet. */
function siteRules({ sites }: DerivedSegments): readonly PolicyRule[] {
  return [
    ...(sites.length < 2
      ? []
      : [{ id: 'site-to-site', kind: 'isolate-pairwise', why: WHY.sites, among: sites } satisfies PolicyRule]),
    ...(sites.length === 0
      ? []
      : [
          {
            id: 'internet-to-sites',
            kind: 'isolate',
            why: WHY.closed,
            from: 'internet',
            to: sites,
          } satisfies PolicyRule,
        ]),
  ];
}

/** Whoever is listed nowhere, and whatever is administered and is no load balancer. */
function administrationSegments(verifier: Verifier): Readonly<Record<string, Selector>> {
  const kinds = new Set(
    verifier.network.interfaces.flatMap(({ kind, receives }) =>
      kind === 'load-balancer' || kind === 'hypothetical' || kind === 'octopus' || receives === 'none'
        ? []
        : [`kind:${kind}`],
    ),
  );
  return kinds.size === 0
    ? {}
    : {
        strangers: strangerAddresses(verifier).map((address) => `internet:${address}`),
        administered: [...kinds].sort(),
      };
}

/** Strangers do not reach what is for administration, on anything that is no load balancer. */
function administrationRules(
  segments: DerivedSegments['segments'],
  functions: readonly string[],
): readonly PolicyRule[] {
  return fromOutside(segments, functions, {
    id: 'strangers-to-administration',
    why: WHY.administration,
    from: 'strangers',
    to: 'administered',
    services: ADMIN_SERVICES,
    level: 'direct',
  });
}

function symmetryRules({ network }: Verifier): readonly PolicyRule[] {
  return network.firewalls.length === 0 ? [] : [{ id: 'firewall-symmetry', kind: 'symmetric', why: WHY.symmetry }];
}

function when(segments: DerivedSegments['segments'], name: string, rule: PolicyRule): readonly PolicyRule[] {
  return name in segments ? [rule] : [];
}

const WHY = {
  data: {
    en: 'whoever reaches a database from the internet needs only a password or a flaw to have the data',
    ja: 'インターネットからデータベースに到達できると、パスワードの漏えいや脆弱性だけでデータが奪われるため',
  },
  internal: {
    en: 'what stands in private subnets is meant to be reached from inside only',
    ja: 'プライベートサブネットのリソースは、内部からのみ到達できることを前提としているため',
  },
  direct: {
    en: 'the internet comes in through load balancers only',
    ja: 'インターネットからの通信は、必ずロードバランサーを経由させるため',
  },
  order: {
    en: 'segments are passed in their order, so that taking over the outer one does not give the inner one',
    ja: '外側のセグメントが侵害されても内側に直接到達されないよう、セグメントは順に経由させるため',
  },
  stays: {
    en: 'data that cannot leave cannot be carried away',
    ja: 'データ層からの持ち出し経路を断つため',
  },
  sites: {
    en: 'partners do not trust each other: this network is no bridge between them',
    ja: '接続先どうしには信頼関係がなく、このネットワークが両者の中継路になってはならないため',
  },
  closed: {
    en: 'a line to a partner is closed to the internet',
    ja: '接続先との回線は、インターネットから到達できない閉域でなければならないため',
  },
  administration: {
    en: 'services of administration are not for strangers; those who may use them come from known addresses',
    ja: '管理用サービスは不特定多数に公開せず、既知の送信元にだけ許可するものであるため',
  },
  symmetry: {
    en: 'a firewall that sees one half of a connection drops it or lets it pass unseen',
    ja: 'ファイアウォールが通信の片方向しか観測できないと、通信が破棄されるか、検査されずに通過するため',
  },
} as const satisfies Record<string, Words>;
