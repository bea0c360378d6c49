import { expect, test } from 'vitest';
import { firstMapping, mapped, missingFields, unusedColumns } from './mapping';

const columns = [
  { letter: 'A', header: '医院', samples: ['甲医院'], guess: 'name' },
  { letter: 'B', header: '院名', samples: ['乙医院'], guess: 'name' },
  { letter: 'C', header: '备注', samples: [], guess: null },
];
const fields = [
  { code: 'name', label: '名称', required: true, hint: '' },
  { code: 'region_code', label: '行政区划代码', required: true, hint: '' },
];

test('guesses become the first mapping and a field takes the first of two guesses', () => {
  expect(firstMapping({ mapping: {}, columns })).toEqual({ name: '医院' });
});

test('a confirmed mapping wins over guesses', () => {
  expect(firstMapping({ mapping: { name: '院名' }, columns })).toEqual({ name: '院名' });
});

test('a header feeds one field only', () => {
  expect(mapped({ name: '医院' }, 'region_code', '医院')).toEqual({ region_code: '医院' });
  expect(mapped({ name: '医院' }, 'name', undefined)).toEqual({});
});

test('required fields without a column and columns without a field are named', () => {
  expect(missingFields({ fields }, { name: '医院' })).toEqual(['行政区划代码']);
  expect(unusedColumns({ columns }, { name: '医院' })).toEqual(['院名', '备注']);
});
