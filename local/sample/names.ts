/** Given and family names to invent people from. Any likeness to somebody is chance. */
export const givenNames = [
  ...['Aisha', 'Alan', 'Amara', 'Anna', 'Asha', 'Ben', 'Beth', 'Carys', 'Chidi', 'Clare', 'Dan', 'Dara', 'Dev', 'Ella'],
  ...['Emeka', 'Erin', 'Fatima', 'Farah', 'Femi', 'Gareth', 'Grace', 'Hana', 'Harriet', 'Ian', 'Imran', 'Iona', 'Jaya'],
  ...[
    'Jo',
    'Joel',
    'Kamal',
    'Kate',
    'Kwame',
    'Laila',
    'Leah',
    'Liam',
    'Lucy',
    'Maeve',
    'Marcus',
    'Mei',
    'Mina',
    'Nadia',
  ],
  ...['Neil', 'Nia', 'Oliver', 'Omar', 'Owen', 'Paula', 'Petra', 'Priya', 'Rafael', 'Rania', 'Rhys', 'Rosa', 'Ruth'],
  ...['Sam', 'Sana', 'Simon', 'Sofia', 'Tara', 'Tom', 'Uma', 'Vera', 'Wesley', 'Yasmin', 'Zara', 'Zoe'],
] as const;

export const familyNames = [
  ...['Abara', 'Ainsworth', 'Akhtar', 'Alder', 'Ashdown', 'Bakare', 'Barlow', 'Bell', 'Birch', 'Boateng', 'Brook'],
  ...['Carver', 'Chandra', 'Clough', 'Coker', 'Dale', 'Das', 'Devlin', 'Dunmore', 'Eastwood', 'Ellery', 'Fairley'],
  ...[
    'Farrow',
    'Fenn',
    'Gale',
    'Garnett',
    'Greaves',
    'Hadley',
    'Haque',
    'Harland',
    'Holt',
    'Hussain',
    'Ingram',
    'Iqbal',
  ],
  ...['Jarvis', 'Joshi', 'Kapoor', 'Kemp', 'Khan', 'Lacey', 'Langley', 'Lowe', 'Malik', 'Marlow', 'Mensah', 'Mistry'],
  ...['Naylor', 'Nwosu', 'Oakley', 'Okafor', 'Osei', 'Parry', 'Patel', 'Penrose', 'Quinn', 'Rahman', 'Redfern', 'Rowe'],
  ...[
    'Sandhu',
    'Shaw',
    'Sterling',
    'Tandon',
    'Thorne',
    'Underhill',
    'Vance',
    'Varley',
    'Walsh',
    'Whitlock',
    'Yeo',
    'Zaman',
  ],
] as const;

/** The middle of an invented hub's name: 'Kestrel Hub'. */
export const hubNames = [
  ...['Kestrel', 'Heron', 'Linnet', 'Osprey', 'Plover', 'Curlew', 'Dunlin', 'Falcon', 'Goldcrest', 'Harrier', 'Jay'],
  ...[
    'Kingfisher',
    'Lapwing',
    'Merlin',
    'Nightjar',
    'Oriole',
    'Puffin',
    'Redstart',
    'Skylark',
    'Swift',
    'Teal',
    'Wren',
  ],
] as const;

/** The middle of an invented trust's name: 'Rowan Learning Trust'. */
export const trustNames = [
  ...[
    'Rowan',
    'Hazel',
    'Alder',
    'Juniper',
    'Maple',
    'Willow',
    'Hawthorn',
    'Linden',
    'Aspen',
    'Cedar',
    'Elder',
    'Holly',
  ],
  ...['Hornbeam', 'Larch', 'Medlar', 'Oakfield', 'Poplar', 'Spindle', 'Sycamore', 'Whitebeam', 'Wych Elm', 'Yew'],
] as const;
