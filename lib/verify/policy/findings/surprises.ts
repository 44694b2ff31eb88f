import { createEvaluator } from '../../../template';
import type { Verifier } from '../../engine/verifier';
import type { Interface, Network } from '../../network/types';
import { sameZone } from '../../network/zones';
import type { PolicyFinding } from '../types';
import { errorFinding, warningFinding } from './make-finding';

/** Defaults of AWS, and habits of templates, that do something else than most readers expect. */
export function surpriseFindings(verifier: Verifier): readonly PolicyFinding[] {
  const { network } = verifier;
  return [
    ...transitDefaults(verifier),
    ...endpointOrder(verifier),
    ...sharedNat(network),
    ...publicDatabases(verifier),
    ...defaultGroups(network),
    ...nothingToVerify(verifier),
  ];
}

/** @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html read 2026-11-26 */
function transitDefaults({ findings }: Verifier): readonly PolicyFinding[] {
  return findings
    .filter(({ code }) => code === 'TGW_DEFAULT_TABLE')
    .map(({ code, origin }) =>
      warningFinding(
        code,
        origin,
        {
          en: `whatever is attached to ${origin.label} joins its default route table, and so reaches everything else that is attached: switch default association and propagation off`,
          ja: `${origin.label} にアタッチしたネットワークはすべて既定のルートテーブルに関連付けられ、相互に到達可能になる。既定の関連付けと伝播を無効にすること`,
        },
        ['TGW-02'],
      ),
    );
}

/**
 * The order of `EndpointIds` is not that of the subnets.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html read 2026-11-26
 */
function endpointOrder({ model }: Verifier): readonly PolicyFinding[] {
  return model.findings
    .filter(({ code }) => code === 'NFW_ENDPOINT_ORDER')
    .map(({ code, where }) => {
      const resource = model.resources.find(({ stack, logicalId }) => where === `${stack.constructPath}/${logicalId}`);
      return errorFinding(
        code,
        { id: where, label: resource?.constructPath ?? where, ...(resource === undefined ? {} : { resource }) },
        {
          en: 'the endpoint of the firewall is chosen by its position in EndpointIds, whose order AWS does not promise: choose it by its Availability Zone',
          ja: 'ファイアウォールのエンドポイントを EndpointIds 内の位置で選択しているが、その並び順は保証されていない。アベイラビリティーゾーンで選択すること',
        },
        ['NFW-05'],
      );
    });
}

/**
 * A NAT gateway that subnets of other zones use is lost to them with its zone.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html read 2026-11-26
 */
function sharedNat({ subnets }: Network): readonly PolicyFinding[] {
  const users = new Map<Interface, Set<string>>();
  for (const subnet of subnets) {
    for (const { target, exists } of subnet.table.options.flatMap(({ routes }) => routes)) {
      for (const nat of target.kind === 'nat' && exists !== 'no' ? target.interfaces : []) {
        if (sameZone(nat.subnet.zone, subnet.zone) === 'no') {
          users.set(nat, (users.get(nat) ?? new Set()).add(subnet.origin.label));
        }
      }
    }
  }
  return [...users].map(([nat, names]) => {
    const list = [...names].sort();
    return warningFinding(
      'NAT_SHARED',
      nat.origin,
      {
        en: `${list.join(', ')} go out through a NAT gateway of another Availability Zone: when that zone is lost they have no way out`,
        ja: `${list.join('、')} は別のアベイラビリティーゾーンの NAT ゲートウェイを使用しており、そのゾーンの障害時に外部へ通信できなくなる`,
      },
      ['NAT-01'],
    );
  });
}

/**
 * Without `PubliclyAccessible` a database in a VPC with an internet gateway gets a public address.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html read 2026-11-26
 */
function publicDatabases({ model, network }: Verifier): readonly PolicyFinding[] {
  const evaluator = createEvaluator(model);
  const found = new Map(
    network.interfaces.flatMap(({ kind, publicAddress, origin }) => {
      const { resource } = origin;
      const isDefault =
        kind === 'database' &&
        publicAddress.has !== 'no' &&
        resource !== undefined &&
        evaluator.property(resource, 'PubliclyAccessible').kind === 'absent';
      return isDefault ? [[origin.id, origin] as const] : [];
    }),
  );
  return [...found.values()].map((origin) =>
    warningFinding(
      'DATABASE_PUBLIC_BY_DEFAULT',
      origin,
      {
        en: `${origin.label} says nothing about PubliclyAccessible, and may get a public address by default: write false`,
        ja: `${origin.label} は PubliclyAccessible を指定していないため、既定でパブリックアドレスが割り当てられる可能性がある。明示的に false を指定すること`,
      },
      ['IGW-01'],
    ),
  );
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html read 2026-11-26 */
function defaultGroups({ interfaces }: Network): readonly PolicyFinding[] {
  const found = new Map(
    interfaces
      .filter(
        ({ kind, groups, subnet, origin }) =>
          kind !== 'hypothetical' &&
          kind !== 'octopus' &&
          origin.resource !== undefined &&
          groups.isUnfiltered !== 'yes' &&
          groups.surely.some(({ id }) => id === subnet.vpc.defaultGroup.id),
      )
      .map(({ origin }) => [origin.id, origin]),
  );
  return [...found.values()].map((origin) =>
    warningFinding(
      'DEFAULT_GROUP_USED',
      origin,
      {
        en: `${origin.label} carries the default security group of its VPC, which lets everything that carries it reach everything else that does: give it a group of its own`,
        ja: `${origin.label} は VPC のデフォルトセキュリティグループを使用している。同じグループを持つリソースどうしは無制限に通信できるため、専用のセキュリティグループを割り当てること`,
      },
      ['SG-01'],
    ),
  );
}

/** A report about nothing must not look like a good one. */
function nothingToVerify({ network, model }: Verifier): readonly PolicyFinding[] {
  const real = network.interfaces.filter(({ kind }) => kind !== 'hypothetical' && kind !== 'octopus');
  return real.length > 0
    ? []
    : [
        warningFinding('NOTHING_TO_VERIFY', undefined, {
          en: `the templates hold ${String(model.resources.length)} resources, and none of them has an interface in a network: nothing was verified`,
          ja: `テンプレート内の ${String(model.resources.length)} 個のリソースのうち、ネットワークインターフェイスを持つものがなく、検証対象が存在しない`,
        }),
      ];
}
