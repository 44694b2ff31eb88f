import { keyOf, type TemplateResource, type Value } from '../../../template';
import type { Vpc } from '../net/network';
import type { World } from '../world';
import type { Draft } from './draft';
import { findGroup } from './build-groups';

/** Kinds whose effect on the network is not modelled, though they have one on what they name. */
const UNMODELLED =
  /^(Custom::|AWS::CloudFormation::CustomResource$|AWS::EC2::(TransitGatewayPolicyTable|LocalGateway|Carrier))/;

/** CDK's own custom resources that touch no network, and the one that empties default groups. */
const HARMLESS =
  /^Custom::(S3AutoDeleteObjects|CrossRegionExport|LogRetention|AWSCDKOpenIdConnectProvider|CDKBucketDeployment|EventSourceLambda)/;
const EMPTIES_DEFAULT_GROUP = 'Custom::VpcRestrictDefaultSG';

/** Marks what may be otherwise than the templates show. */
export function addDoubts(draft: Draft): Pick<World, 'doubt' | 'internetDoubt'> {
  const { model, evaluator } = draft.reader;
  const tainted = model.stacks.flatMap((stack) => stack.tainted.map((reason) => `${stack.name}: ${reason}`));
  const uncertain = model.resources
    .filter((resource) => evaluator.exists(resource) === 'unknown')
    .map((resource) => `whether ${resource.logicalId} is made is not known`);
  for (const resource of model.resources) {
    if (evaluator.exists(resource) === 'no' || HARMLESS.test(resource.type)) {
      continue;
    }
    if (resource.type === EMPTIES_DEFAULT_GROUP) {
      emptyDefaultGroup(draft, resource);
    } else if (UNMODELLED.test(resource.type) || !/^(AWS|Alexa)::/.test(resource.type)) {
      doubtWhatItNames(draft, resource);
    }
  }
  const [blocked] = draft.reader.all('AWS::EC2::VPCBlockPublicAccessOptions');
  return {
    doubt: [...tainted, ...uncertain, ...draft.openEnds][0],
    internetDoubt: blocked === undefined ? undefined : `${blocked.logicalId} may block internet gateways`,
  };
}

/** @see https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ec2.VpcProps.html#restrictdefaultsecuritygroup */
function emptyDefaultGroup(draft: Draft, resource: TemplateResource): void {
  const group = findGroup(draft, draft.reader.value(resource, 'DefaultSecurityGroupId'));
  if (group !== undefined) {
    group.ingress.length = 0;
    group.egress.length = 0;
    group.isEmptied = true;
  }
}

function doubtWhatItNames(draft: Draft, resource: TemplateResource): void {
  const because = `${resource.logicalId} (${resource.type}) may change it`;
  for (const { resource: named, attribute } of referencesIn(draft.reader.value(resource))) {
    const group = findGroup(draft, { kind: 'reference', resource: named, attribute });
    const vpc = draft.vpcs.get(keyOf({ kind: 'reference', resource: named, attribute: 'Ref' }));
    const subnet = draft.subnets.get(named);
    [
      group,
      draft.lists.get(named),
      draft.tables.get(named),
      draft.transit.get(named),
      draft.transitTables.get(named),
    ].forEach((found) => found !== undefined && (found.doubt = because));
    if (subnet !== undefined) {
      subnet.table = { ...subnet.table, doubt: because };
      subnet.list = { ...subnet.list, doubt: because };
    }
    if (vpc !== undefined && attribute === 'Ref') {
      doubtVpc(draft, vpc, because);
    }
  }
}

function doubtVpc(draft: Draft, vpc: Vpc, because: string): void {
  vpc.mainTable.doubt = because;
  draft.tables.forEach((table) => {
    if (table.vpc() === vpc) {
      table.doubt = because;
    }
  });
}

function referencesIn(value: Value): readonly { readonly resource: TemplateResource; readonly attribute: string }[] {
  switch (value.kind) {
    case 'reference':
      return [value];
    case 'text':
      return value.parts.flatMap(referencesIn);
    case 'list':
      return value.items.flatMap(referencesIn);
    case 'object':
      return Object.values(value.entries).flatMap(referencesIn);
    case 'one-of':
      return value.alternatives.flatMap((alternative) => referencesIn(alternative.value));
    case 'known':
    case 'symbol':
    case 'absent':
    case 'unknown':
      return [];
  }
}
