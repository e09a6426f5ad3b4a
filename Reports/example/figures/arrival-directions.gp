# Events of Cen A behind the Galactic field
# Redraw in this folder with: gnuplot arrival-directions.gp
if (!exists('data')) data = 'arrival-directions.dat'
if (!exists('png')) png = 'arrival-directions.png'
if (!exists('svg')) svg = 'arrival-directions.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,764 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,764 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front
set palette defined (0 '#440154', 1 '#472D7B', 2 '#3B528B', 3 '#2C728E', 4 '#21908C', 5 '#27AD81', 6 '#5DC863', 7 '#AADC32', 8 '#FDE725')
clip(v, a, b) = v < a ? a : v > b ? b : v

# panel 1
set label 1 'Events of Cen A behind the Galactic field' at screen 0.5, 0.966 center noenhanced font ',18.0'
set lmargin at screen 0.04
set rmargin at screen 0.91
set tmargin at screen 0.8874
set bmargin at screen 0.0903
unset logscale x
set xrange [-2.0:2.0]
set xtics autofreq
set mxtics default
set format x ''
unset logscale y
set yrange [-1.0:1.0]
set ytics autofreq
set mytics default
set format y ''
set pm3d map corners2color c1
set cbrange [-1.0:2.5]
set colorbox vertical user origin screen 0.92, 0.0903 size screen 0.0114, 0.7971
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 2 using (clip($1,-2.0,2.0)):(clip($2,-1.0,1.0)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
unset border
unset xtics
unset ytics
set label 1000 'lg(density / isotropic)' at screen 0.98, 0.4889 center rotate by 90 font ',14.0'
set title 'E ≥ 56 EeV' noenhanced offset 0,-0.3 font ',15.0'
set label 2001 '−60°' at first -1.2942448805046944, first -0.7623860880956888 right offset screen -0.004, screen 0 front font ',11' tc rgb '#404040'
set label 2002 '−30°' at first -1.8295420351460716, first -0.40397275329951715 right offset screen -0.004, screen 0 front font ',11' tc rgb '#404040'
set label 2003 '0°' at first -2.0, first 0.0 right offset screen -0.004, screen 0 front font ',11' tc rgb '#404040'
set label 2004 '+30°' at first -1.8295420351460716, first 0.40397275329951715 right offset screen -0.004, screen 0 front font ',11' tc rgb '#404040'
set label 2005 '+60°' at first -1.2942448805046944, first 0.7623860880956888 right offset screen -0.004, screen 0 front font ',11' tc rgb '#404040'
set object 2101 rectangle center first 1.3333333333333333, first -0.045 size screen 0.0249, screen 0.0196 front fillcolor rgb '#FFFFFF' fillstyle transparent solid 0.55 noborder
set label 2101 '240°' at first 1.3333333333333333, first -0.045 center front noenhanced font ',10.0'
set object 2102 rectangle center first 0.6666666666666666, first -0.045 size screen 0.0249, screen 0.0196 front fillcolor rgb '#FFFFFF' fillstyle transparent solid 0.55 noborder
set label 2102 '300°' at first 0.6666666666666666, first -0.045 center front noenhanced font ',10.0'
set object 2103 rectangle center first -0.0, first -0.045 size screen 0.0146, screen 0.0196 front fillcolor rgb '#FFFFFF' fillstyle transparent solid 0.55 noborder
set label 2103 '0°' at first -0.0, first -0.045 center front noenhanced font ',10.0'
set object 2104 rectangle center first -0.6666666666666666, first -0.045 size screen 0.0197, screen 0.0196 front fillcolor rgb '#FFFFFF' fillstyle transparent solid 0.55 noborder
set label 2104 '60°' at first -0.6666666666666666, first -0.045 center front noenhanced font ',10.0'
set object 2105 rectangle center first -1.3333333333333333, first -0.045 size screen 0.0249, screen 0.0196 front fillcolor rgb '#FFFFFF' fillstyle transparent solid 0.55 noborder
set label 2105 '120°' at first -1.3333333333333333, first -0.045 center front noenhanced font ',10.0'
set label 3001 '' at first 0.5410018369319501, first 0.26420935448383887 point pt 6 ps 1.7*k lw 4.2 lc rgb '#000000' front
set label 3002 '' at first 0.5410018369319501, first 0.26420935448383887 point pt 6 ps 1.7*k lw 1.8 lc rgb '#FFFFFF' front
set object 3003 rectangle center first 0.4240888648465643, first 0.26420935448383887 size screen 0.0351, screen 0.0236 front fillcolor rgb '#FFFFFF' fillstyle transparent solid 0.8 noborder
set label 3003 'Cen A' at first 0.4240888648465643, first 0.26420935448383887 center front noenhanced font ',12.0'
set label 11 '' at screen 0.03, 0.0347 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set label 10 'events from the source' at screen 0.05, 0.0347 left noenhanced font ',12'
set label 21 '' at screen 0.223, 0.0347 point pt 1 ps 1.2*k lc rgb '#707070' lw 1.8
set label 20 'isotropic events' at screen 0.243, 0.0347 left noenhanced font ',12'
plot data index 3 using 1:2 with lines lc rgb '#90FFFFFF' lw 0.8 notitle, \
  data index 4 using 1:2 with lines lc rgb '#202020' lw 1.4 notitle, \
  data index 1 using 1:2 with points lc rgb '#FFFFFF' lw 4.4 pt 7 ps 1.7999999999999998*k notitle, \
  data index 1 using 1:2 with points lc rgb '#707070' lw 1.8 pt 1 ps 1.2*k notitle, \
  data index 0 using 1:2 with points lc rgb '#FFFFFF' lw 4.800000000000001 pt 7 ps 1.7999999999999998*k notitle, \
  data index 0 using 1:2 with points lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
set border 31 lw 1.2
set xtics in mirror scale 1,0.5
set ytics in mirror scale 1,0.5
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
unset multiplot
}
unset output
