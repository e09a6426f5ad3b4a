# What template fits leave
# Redraw in this folder with: gnuplot centre-residuals.gp
if (!exists('data')) data = 'centre-residuals.dat'
if (!exists('png')) png = 'centre-residuals.png'
if (!exists('svg')) svg = 'centre-residuals.svg'
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
set lmargin at screen 0.235
set rmargin at screen 0.755
set tmargin at screen 0.9044
set bmargin at screen 0.0956
unset logscale x
set xrange [-30.75:30.75]
set xtics autofreq
set mxtics default
set format x ''
unset logscale y
set yrange [-30.75:30.75]
set ytics autofreq
set mytics default
set format y ''
set pm3d map corners2color c1
set cbrange [-4.0:4.0]
set colorbox vertical user origin screen 0.765, 0.0956 size screen 0.0114, 0.8089
unset border
unset grid
unset xtics
unset ytics
set title ''
set xlabel ''
set ylabel ''
splot data index 0 using (clip($1,-30.75,30.75)):(clip($2,-30.75,30.75)):3 with pm3d notitle
set border 31 lw 1.2
set xtics out nomirror scale 0.7,0.35
set ytics out nomirror scale 0.7,0.35
set label 1000 'standard deviations' at screen 0.825, 0.5 center rotate by 90 font ',14.0'
set label 1 'What template fits leave' at screen 0.5, 0.9711 center noenhanced font ',18.0'
set title '' noenhanced offset 0,-0.3 font ',15.0'
unset logscale x
set xrange [-30.75:30.75]
set xtics autofreq
set mxtics default
set format x '%h'
unset logscale y
set yrange [-30.75:30.75]
set ytics autofreq
set mytics default
set format y '%h'
set xlabel 'Galactic longitude [deg]' font ',14.0'
set ylabel 'Galactic latitude [deg]' font ',14.0'
plot NaN notitle
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
