import { asList, at, asObject } from '../../../template';
import type { Completion } from './completion';

/** The CloudFormation of the emulator gives a function neither subnets nor security groups. */
export const functionNetworks: Completion = {
  divergence: 'VpcConfigDropped',
  what: 'subnets and security groups of functions',
  complete: (lists, said, region) => {
    const resources = said.resources('AWS::Lambda::Function', region);
    const byName = new Map(resources.map((resource) => [said.idOf(resource), resource]));
    let taken = 0;
    const functions = (lists['Functions'] ?? []).map((each) => {
      const resource = byName.get(String(each['FunctionName']));
      const config = resource === undefined ? undefined : said.property(resource, 'VpcConfig');
      if (config === undefined || asList(at(each['VpcConfig'], 'SubnetIds')).length > 0) {
        return each;
      }
      taken += 1;
      return { ...each, VpcConfig: asObject(config) };
    });
    return { lists: { ...lists, Functions: functions }, taken };
  },
};
