import type { TemplateResource } from '../../../template';
import { addInterface, groupsOf } from './build-interfaces';
import { subnetsOf } from './build-vpcs';
import type { Draft } from './draft';

/** Makes the interfaces of Instance Connect endpoints. */
export function buildConnect(draft: Draft): void {
  draft.reader.all('AWS::EC2::InstanceConnectEndpoint').forEach((resource) => addEndpoint(draft, resource));
}

/**
 * Whether it keeps the address of who uses it by default, the pages of the API and of its clients tell differently.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInstanceConnectEndpoint.html
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/eice-security-groups.html read 2026-11-26
 */
function addEndpoint(draft: Draft, resource: TemplateResource): void {
  const { reader } = draft;
  const [subnet] = subnetsOf(draft, reader.items(resource, 'SubnetId')) ?? [];
  if (subnet === undefined) {
    draft.doubts.set(resource, 'its subnet is not known');
    return;
  }
  addInterface(draft, {
    owner: resource,
    subnet,
    ...groupsOf(draft, reader.value(resource, 'SecurityGroupIds'), subnet),
    device: { kind: 'connect', keepsClient: reader.truth(resource, ['PreserveClientIp'], 'unknown') },
    listens: 'nothing',
    hasPublic: 'no',
    checksAddresses: 'no',
  });
}
