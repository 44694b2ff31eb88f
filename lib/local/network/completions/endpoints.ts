import type { JsonObject, JsonValue } from '../../../template';
import { asList } from '../../../template';
import type { Said } from '../said';
import type { Completed, Completion } from './completion';
import type { DescribedLists } from '../read-network';

/** The emulator keeps no policy of an endpoint: on AWS one that was given none has that which allows everything. */
export const endpointPolicies: Completion = {
  divergence: 'EndpointWithoutPolicy',
  what: 'policies of endpoints',
  complete: (lists, said, region) => complete(lists, said, region, 'PolicyDocument', (policy) => policy),
};

/** The emulator keeps no security groups of an endpoint. */
export const endpointGroups: Completion = {
  divergence: 'EndpointWithoutGroups',
  what: 'security groups of endpoints',
  complete: (lists, said, region) =>
    complete(lists, said, region, 'SecurityGroupIds', (ids) => asList(ids).map((GroupId) => ({ GroupId })), 'Groups'),
};

function complete(
  lists: DescribedLists,
  said: Said,
  region: string,
  property: string,
  answerOf: (value: JsonValue) => JsonValue,
  answered = property,
): Completed {
  const byId = new Map(
    said.resources('AWS::EC2::VPCEndpoint', region).map((resource) => [said.idOf(resource), resource]),
  );
  let taken = 0;
  const completed = (lists['VpcEndpoints'] ?? []).map((endpoint): JsonObject => {
    const resource = byId.get(String(endpoint['VpcEndpointId']));
    const value = resource === undefined ? undefined : said.property(resource, property);
    if (value === undefined || endpoint[answered] !== undefined) {
      return endpoint;
    }
    taken += 1;
    return { ...endpoint, [answered]: answerOf(value) };
  });
  return { lists: { ...lists, VpcEndpoints: completed }, taken };
}
