import { arnOf, generatedName, placeOf } from '../../../lambda/local-provider/place';
import { STACK_ID } from './bench';

const place = placeOf(STACK_ID, 'DatabaseWriterB8C10E1D');

test('reads the place from the ARN of the stack', () => {
  expect(place).toStrictEqual({
    partition: 'aws',
    region: 'ap-northeast-1',
    account: '111122223333',
    stackName: 'Site-Network',
    logicalId: 'DatabaseWriterB8C10E1D',
  });
});

test.each(['', 'arn:aws:cloudformation:eu-west-1:1:stack/x/y', 'arn:aws:s3:::x'])('refuses %p as a stack', (id) => {
  expect(() => placeOf(id, 'L')).toThrow();
});

test('names an ARN in its place', () => {
  expect(arnOf(place, 'rds', 'db:x')).toBe('arn:aws:rds:ap-northeast-1:111122223333:db:x');
});

describe('a generated name', () => {
  const rules = { maxLength: 63, lowerCase: true };

  test('is made of stack, logical id and a suffix', () => {
    expect(generatedName(place, '', { maxLength: 255 })).toMatch(/^Site-Network-DatabaseWriterB8C10E1D-[0-9a-f]{12}$/);
    expect(generatedName(place, '', rules)).toMatch(/^site-network-databasewriterb8c10e1d-[0-9a-f]{12}$/);
  });

  test('is the same on every run and another for another seed, resource or stack', () => {
    const names = [
      generatedName(place, 'a', rules),
      generatedName(place, 'b', rules),
      generatedName({ ...place, logicalId: 'Other' }, 'a', rules),
      generatedName({ ...place, stackName: 'Other' }, 'a', rules),
    ];
    expect(new Set(names).size).toBe(4);
    expect(generatedName({ ...place }, 'a', rules)).toBe(names[0]);
  });

  test.each([20, 63])('fits into %i characters and has no two hyphens in a row', (maxLength) => {
    const long = { ...place, stackName: `Site${'-x'.repeat(40)}`, logicalId: 'L'.repeat(80) };
    const name = generatedName(long, '', { maxLength });
    expect(name.length).toBeLessThanOrEqual(maxLength);
    expect(name).not.toContain('--');
  });
});
