const ko = {};
const en: typeof ko = {};
export const register = { ko, en };
