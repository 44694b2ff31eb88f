import { instanceHost } from '../../../../lambda/local-provider/contract';
import { bridgeDbInstances, completeDbInstances } from '../../../../lib/local/gateway/bridges/db-instances';
import { contextOf } from '../support/bridge-context';

function answer(...instances: readonly string[]): string {
  const list = instances.map((instance) => `<DBInstance>${instance}</DBInstance>`).join('');
  return `<DescribeDBInstancesResponse><DescribeDBInstancesResult><DBInstances>${list}</DBInstances></DescribeDBInstancesResult></DescribeDBInstancesResponse>`;
}

const ENDPOINT = '<Endpoint><Address>localhost</Address><Port>5432</Port></Endpoint>';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const named = (id: string, address: string): string =>
  `<DBInstanceIdentifier>${id}</DBInstanceIdentifier><Endpoint><Address>${address}</Address><Port>5432</Port></Endpoint>`;

test('each instance has an endpoint of its own, and its port stays', () => {
  const body = answer(named('first', 'localhost'), named('second', 'localhost'));
  expect(completeDbInstances(body, 'us-east-1')).toBe(
    DECLARATION +
      answer(named('first', instanceHost('first', 'us-east-1')), named('second', instanceHost('second', 'us-east-1'))),
  );
});

test('an endpoint is added where there is none', () => {
  const [id] = ['<DBInstanceIdentifier>first</DBInstanceIdentifier>'];
  const address = instanceHost('first', 'us-east-1');
  expect(completeDbInstances(answer(id), 'us-east-1')).toBe(
    `${DECLARATION}${answer(`${id}<Endpoint><Address>${address}</Address></Endpoint>`)}`,
  );
});

test('an instance without a name stays as it is', () => {
  expect(completeDbInstances(answer(ENDPOINT), 'us-east-1')).toBe(`${DECLARATION}${answer(ENDPOINT)}`);
});

test('the name is one of the Region that was asked', async () => {
  const changed = await bridgeDbInstances(answer(named('first', 'localhost')), contextOf('DescribeDBInstances'));
  expect(changed).toContain(`<Address>${instanceHost('first', 'ap-northeast-1')}</Address>`);
});
