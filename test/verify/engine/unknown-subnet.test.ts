import { createVerifier, tcp, type VerdictName } from '../../../lib/verify';
import { modelOfTemplate, type JsonObject } from '../../../lib/template';

const server = (subnet: JsonObject): JsonObject => ({
  Type: 'AWS::EC2::Instance',
  Properties: { ImageId: 'ami-1', SubnetId: subnet, SecurityGroupIds: [{ Ref: 'Group' }] },
});

function isolate(from: string, to: string): VerdictName {
  const model = modelOfTemplate(
    {
      Parameters: { Subnet: { Type: 'AWS::EC2::Subnet::Id' } },
      Resources: {
        Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
        Known: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24' } },
        Group: {
          Type: 'AWS::EC2::SecurityGroup',
          Properties: {
            GroupDescription: 'all',
            VpcId: { Ref: 'Vpc' },
            SecurityGroupIngress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
          },
        },
        A: server({ Ref: 'Known' }),
        B: server({ Ref: 'Subnet' }),
      },
    },
    { region: 'ap-northeast-1', account: '111122223333', stackName: 'Stack' },
  );
  const verifier = createVerifier(model);
  return verifier.isolate({ from: verifier.place(from), to: verifier.place(to), services: [tcp(80)] }).verdict;
}

test.each([
  ['A', 'B'],
  ['B', 'A'],
])('a server in a subnet that only a parameter names is in the VPC of its group: %s > %s', (from, to) => {
  expect(isolate(from, to)).toBe('UNDETERMINED');
});
