/** Two students, three disciplines and two hospitals, as MiniZinc data. */
export const SMALL_STUDENTS = `%Scalars
Students=2;
Disciplines=3;
Hospitals=2;
Duration=2;
Horizon=5; % periods
Groups=2;
MaxDiscPerHosp=2;
DiscGroup = [1,1,2];
StudDiscGroup =[| 1, 1 |
 2, 0 |];
AllowedDisc = [| 1,1,1 | 1,1,0 |];
Precededby = array2d(1..3, 1..3, [0,0,0, 1,0,0, 0,0,0]);
Availability = [| 1,1,1,1,0 | 0,1,1,1,1 |];
Ability = array3d(1..Students,1..Hospitals,1..Disciplines,[
1,1,1, 1,1,1,
1,1,1, 0,1,1 ]);
MaxPosHosp = array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[
1,1,1,1,1, 1,1,1,1,1, 1,1,1,1,1,
1,1,1,1,1, 1,1,1,1,1, 1,1,1,1,1 ]);
MinPosHosp = array3d(1..Hospitals, 1..Disciplines, 1..Horizon,[
0,0,0,0,0, 0,0,0,0,0, 1,0,0,0,0,
0,0,0,0,0, 0,0,0,0,0, 0,0,0,0,0 ]);
WeightPref = [| 3,2,-1,-2 | 1,1,-3,-1 |];
PrefStudDisc = [| 1,2,3 | 4,5,6 |];
PrefStudHosp = [| 5,4 | 1,2 |];
ManPref=[0,1,2];
`
