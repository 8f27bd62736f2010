const ko = {};
const en: typeof ko = {};
export const office = { ko, en };
