import { findAddress, physicalId } from '../../../lambda/copy-objects/request';

test('an id and an address say the same', () => {
  expect(physicalId({ bucket: 'b', key: 'c/d' })).toBe('b/c/d');
  expect(findAddress('b/c/d')).toStrictEqual({ bucket: 'b', key: 'c/d' });
});

test.each([[undefined], ['nothing'], ['/key']])('%p is the id of no object', (id) => {
  expect(findAddress(id)).toBeUndefined();
});
