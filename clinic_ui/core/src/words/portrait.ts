/** Words of the window in which a person puts up their own picture. */

const ko = {
  title: "내 사진",
  consent:
    "내가 전화를 거는 대상자의 태블릿에 이 사진이 보입니다. 다른 직원에게는 보이지 않고, 언제든지 내릴 수 있습니다.",
  choose: "사진 고르기",
  move: "자를 자리",
  preview: "태블릿에 보이는 모습",
  rings: (place: string) => `${place}에서 전화합니다`,
  answer: "받기",
  drawn: "지금은 그림이 보입니다.",
  up: "지금 이 사진이 올라 있습니다.",
  fresh: "아직 올리지 않았습니다. 어르신께 이렇게 보입니다.",
  save: "이 사진 올리기",
  remove: "사진 내리기",
  unfit: {
    tooLarge: "파일이 너무 큽니다. 20 MB보다 작은 사진을 고르세요.",
    noPicture: "사진 파일이 아닙니다. JPEG, PNG, WebP 사진을 고르세요.",
    tooSmall: "사진이 너무 작습니다. 가로와 세로가 160픽셀보다 큰 사진을 고르세요.",
  },
};

const en: typeof ko = {
  title: "My picture",
  consent:
    "Residents whom you call see this picture on their tablet. No other member of staff sees it, and you can take it down at any time.",
  choose: "Choose a picture",
  move: "Where to crop",
  preview: "As it looks on the tablet",
  rings: (place) => `Calling from ${place}`,
  answer: "Answer",
  drawn: "A drawn figure is shown now.",
  up: "This picture is up now.",
  fresh: "Not put up yet. This is how residents will see it.",
  save: "Put this picture up",
  remove: "Take it down",
  unfit: {
    tooLarge: "The file is too large. Choose a picture smaller than 20 MB.",
    noPicture: "This is no picture. Choose a JPEG, PNG or WebP file.",
    tooSmall: "The picture is too small. Choose one larger than 160 pixels each way.",
  },
};

export const portrait = { ko, en };
