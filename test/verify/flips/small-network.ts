import { modelOfTemplate, type JsonObject, type TemplateModel } from '../../../lib/template';
import {
  acl,
  ANYWHERE,
  att,
  fromGroup,
  group,
  instance,
  internetGateway,
  natGateway,
  publicInstance,
  ref,
  rule,
  subnet,
  table,
  template,
  vpc,
  type Resources,
} from '../pairs/builders';

/** A front and a back subnet: the front is reached from the internet on 443, the back from the front on 8443. */
export function smallResources(): Resources {
  return template([
    vpc('Vpc', '10.0.0.0/16'),
    internetGateway('Vpc'),
    table('FrontTable', 'Vpc', [[ANYWHERE, { GatewayId: ref('Igw') }]]),
    table('BackTable', 'Vpc'),
    subnet('Front', 'Vpc', '10.0.1.0/24', undefined, 'FrontTable'),
    subnet('Back', 'Vpc', '10.0.2.0/24', undefined, 'BackTable'),
    natGateway('Nat', 'Front'),
    group(
      'FrontGroup',
      'Vpc',
      [rule('tcp/443', ANYWHERE)],
      [rule('tcp/8443', { DestinationSecurityGroupId: att('BackGroup', 'GroupId') })],
    ),
    group('BackGroup', 'Vpc', [rule('tcp/8443', fromGroup('FrontGroup'))], [rule('tcp/443', '10.0.1.0/24')]),
    acl(
      'BackAcl',
      'Vpc',
      ['Back'],
      [
        { direction: 'in', number: 100, action: 'allow', service: 'tcp/8443', cidr: '10.0.1.0/24' },
        { direction: 'in', number: 200, action: 'allow', service: 'tcp/1024-65535', cidr: ANYWHERE },
        { direction: 'out', number: 100, action: 'allow', service: 'tcp/1024-65535', cidr: '10.0.1.0/24' },
        { direction: 'out', number: 200, action: 'allow', service: 'tcp/443', cidr: ANYWHERE },
      ],
    ),
    publicInstance('Web', 'Front', 'FrontGroup'),
    instance('App', 'Back', ['BackGroup']),
  ]).Resources;
}

/** The model of some resources. */
export function modelOf(resources: Readonly<Record<string, unknown>>): TemplateModel {
  return modelOfTemplate({ Resources: resources } as unknown as JsonObject, {
    region: 'ap-northeast-1',
    account: '111122223333',
    stackName: 'Small',
  });
}

/** The model of the small network. */
export function smallModel(): TemplateModel {
  return modelOf(smallResources());
}
