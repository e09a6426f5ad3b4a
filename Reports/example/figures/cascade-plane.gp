# Depth of the all-flavour dip and the muon's magnetic moment
# Redraw in this folder with: gnuplot cascade-plane.gp
if (!exists('data')) data = 'cascade-plane.dat'
if (!exists('png')) png = 'cascade-plane.png'
if (!exists('svg')) svg = 'cascade-plane.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,900 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,900 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
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
set lmargin at screen 0.08
set rmargin at screen 0.91
set tmargin at screen 0.9044
set bmargin at screen 0.1233
set logscale x 10
set xrange [1.0:100.0]
set xtics autofreq
set mxtics 10
set format x ''
set logscale y 10
set yrange [1e-05:0.001]
set ytics autofreq
set mytics 10
set format y ''
set pm3d map corners2color c1
set cbrange [0.0:1.0]
set colorbox vertical user origin screen 0.92, 0.1233 size screen 0.0114, 0.7811
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 3 using (clip($1,1.0,100.0)):(clip($2,1e-05,0.001)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
set object 1001 rectangle center graph 0.3915, graph 0.4636 size screen 0.0233, screen 0.0211 front fillcolor rgb '#FFFFFF' fillstyle solid noborder
set label 1001 '0.1' at graph 0.3915, graph 0.4636 center front font ',11'
set object 1002 rectangle center graph 0.3504, graph 0.5682 size screen 0.0233, screen 0.0211 front fillcolor rgb '#FFFFFF' fillstyle solid noborder
set label 1002 '0.3' at graph 0.3504, graph 0.5682 center front font ',11'
set object 1003 rectangle center graph 0.3014, graph 0.6164 size screen 0.0233, screen 0.0211 front fillcolor rgb '#FFFFFF' fillstyle solid noborder
set label 1003 '0.5' at graph 0.3014, graph 0.6164 center front font ',11'
set object 1004 rectangle center graph 0.2417, graph 0.7264 size screen 0.0233, screen 0.0211 front fillcolor rgb '#FFFFFF' fillstyle solid noborder
set label 1004 '0.7' at graph 0.2417, graph 0.7264 center front font ',11'
set label 1000 'depth of the dip' at screen 0.98, 0.5139 center rotate by 90 font ',14.0'
set label 1 'Depth of the all-flavour dip and the muon''s magnetic moment' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [1.0:100.0]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [1e-05:0.001]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'm_{Z''} [MeV]' font ',14.0'
set ylabel 'g' font ',14.0'
set arrow 10 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 10 'Δaμ = 251e-11' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 21 '' at screen 0.1709, 0.0294 point pt 6 ps 1.2*k lc rgb '#202020' lw 1.6
set label 20 'reference' at screen 0.1909, 0.0294 left noenhanced font ',12'
set object 30 rectangle from screen 0.299, 0.0217 to screen 0.3247, 0.0372 fillcolor rgb '#707070' fillstyle transparent solid 0.3 border lc rgb '#707070'
set label 30 '192…310e-11' at screen 0.3319, 0.0294 left noenhanced font ',12'
plot data index 2 using 1:($2 > 0 ? $2 : 1e-05):3 with filledcurves fc rgb '#707070' fillstyle transparent solid 0.3 noborder notitle, \
  data index 2 using 1:($2 > 0 ? $2 : 1e-05) with lines lc rgb '#FFFFFF' lw 2.8 notitle, \
  data index 2 using 1:($2 > 0 ? $2 : 1e-05) with lines lc rgb '#707070' lw 1.2 notitle, \
  data index 2 using 1:3 with lines lc rgb '#FFFFFF' lw 2.8 notitle, \
  data index 2 using 1:3 with lines lc rgb '#707070' lw 1.2 notitle, \
  data index 4 using 1:2 with lines lc rgb '#000000' lw 2.4 notitle, \
  data index 4 using 1:2 with lines lc rgb '#FFFFFF' lw 1.0 notitle, \
  data index 5 using 1:2 with lines lc rgb '#000000' lw 2.4 notitle, \
  data index 5 using 1:2 with lines lc rgb '#FFFFFF' lw 1.0 notitle, \
  data index 6 using 1:2 with lines lc rgb '#000000' lw 2.4 notitle, \
  data index 6 using 1:2 with lines lc rgb '#FFFFFF' lw 1.0 notitle, \
  data index 7 using 1:2 with lines lc rgb '#000000' lw 2.4 notitle, \
  data index 7 using 1:2 with lines lc rgb '#FFFFFF' lw 1.0 notitle, \
  data index 0 using 1:2 with lines lc rgb '#FFFFFF' lw 4.800000000000001 dt 1 notitle, \
  data index 0 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 1 using 1:2 with points lc rgb '#FFFFFF' lw 4.2 pt 7 ps 1.7999999999999998*k notitle, \
  data index 1 using 1:2 with points lc rgb '#202020' lw 1.6 pt 6 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
set xtics in mirror scale 1,0.5
set ytics in mirror scale 1,0.5
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
unset multiplot
}
unset output
