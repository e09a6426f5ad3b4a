# Detectors of anomalies and the optimum
# Redraw in this folder with: gnuplot efficiency-curves.gp
if (!exists('data')) data = 'efficiency-curves.dat'
if (!exists('png')) png = 'efficiency-curves.png'
if (!exists('svg')) svg = 'efficiency-curves.svg'
if (!exists('from')) from = 1
if (!exists('to')) to = 2
set encoding utf8
set datafile missing 'NaN'
set minussign
do for [pass = from:to] {
# k makes points of equal size in both
if (pass == 1) {
  k = 1.0
  set terminal pngcairo enhanced size 1400,1750 font 'DejaVu Sans,14' background 'white'
  set output png
} else {
  k = 0.68
  set terminal svg enhanced size 1400,1750 font 'DejaVu Sans,14' fontscale 1.3333 dashlength 1.5 background 'white'
  set output svg
}
set multiplot
unset key
set grid xtics ytics lc rgb '#E4E4E4' lw 1 lt 1
set border lw 1.2
set tics front

# panel 1
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.9509
set bmargin at screen 0.5777
set label 1 'Detectors of anomalies and the optimum' at screen 0.5, 0.9851 center noenhanced font ',18.0'
set title 'soft-multi' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.001:1.0]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.001:1.2]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'background efficiency' font ',14.0'
set ylabel 'signal efficiency' font ',14.0'
set arrow 10 from screen 0.0171, 0.5294 to screen 0.0429, 0.5294 nohead lc rgb '#202020' lw 1.6 dt 1
set label 10 'optimum' at screen 0.05, 0.5294 left noenhanced font ',12'
set arrow 20 from screen 0.0171, 0.5151 to screen 0.0429, 0.5151 nohead lc rgb '#707070' lw 1.8 dt 2
set label 20 'density' at screen 0.05, 0.5151 left noenhanced font ',12'
set arrow 30 from screen 0.0171, 0.5009 to screen 0.0429, 0.5009 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 30 'mixture' at screen 0.05, 0.5009 left noenhanced font ',12'
set arrow 40 from screen 0.1581, 0.5294 to screen 0.1838, 0.5294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 40 'autoencoder' at screen 0.1909, 0.5294 left noenhanced font ',12'
set arrow 50 from screen 0.1581, 0.5151 to screen 0.1838, 0.5151 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 50 'Deep SVDD' at screen 0.1909, 0.5151 left noenhanced font ',12'
set arrow 60 from screen 0.1581, 0.5009 to screen 0.1838, 0.5009 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 60 'SVDD ensemble' at screen 0.1909, 0.5009 left noenhanced font ',12'
set arrow 70 from screen 0.299, 0.5294 to screen 0.3247, 0.5294 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 70 'affine flow' at screen 0.3319, 0.5294 left noenhanced font ',12'
set arrow 80 from screen 0.299, 0.5151 to screen 0.3247, 0.5151 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 80 'spline flow' at screen 0.3319, 0.5151 left noenhanced font ',12'
set arrow 90 from screen 0.299, 0.5009 to screen 0.3247, 0.5009 nohead lc rgb '#56B4E9' lw 2.2 dt 1
set label 90 'classifier' at screen 0.3319, 0.5009 left noenhanced font ',12'
plot data index 1 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 2 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 3 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 4 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 5 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 6 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 7 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 8 using 1:2 with lines lc rgb '#56B4E9' lw 2.2 dt 1 notitle, \
  data index 0 using 1:2 with lines lc rgb '#202020' lw 1.6 dt 1 notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.9509
set bmargin at screen 0.5777
set title 'hard' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.001:1.0]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.001:1.2]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'background efficiency' font ',14.0'
set ylabel 'signal efficiency' font ',14.0'
set arrow 10 from screen 0.5171, 0.5294 to screen 0.5429, 0.5294 nohead lc rgb '#202020' lw 1.6 dt 1
set label 10 'optimum' at screen 0.55, 0.5294 left noenhanced font ',12'
set arrow 20 from screen 0.5171, 0.5151 to screen 0.5429, 0.5151 nohead lc rgb '#707070' lw 1.8 dt 2
set label 20 'density' at screen 0.55, 0.5151 left noenhanced font ',12'
set arrow 30 from screen 0.5171, 0.5009 to screen 0.5429, 0.5009 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 30 'mixture' at screen 0.55, 0.5009 left noenhanced font ',12'
set arrow 40 from screen 0.6581, 0.5294 to screen 0.6838, 0.5294 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 40 'autoencoder' at screen 0.6909, 0.5294 left noenhanced font ',12'
set arrow 50 from screen 0.6581, 0.5151 to screen 0.6838, 0.5151 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 50 'Deep SVDD' at screen 0.6909, 0.5151 left noenhanced font ',12'
set arrow 60 from screen 0.6581, 0.5009 to screen 0.6838, 0.5009 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 60 'SVDD ensemble' at screen 0.6909, 0.5009 left noenhanced font ',12'
set arrow 70 from screen 0.799, 0.5294 to screen 0.8247, 0.5294 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 70 'affine flow' at screen 0.8319, 0.5294 left noenhanced font ',12'
set arrow 80 from screen 0.799, 0.5151 to screen 0.8247, 0.5151 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 80 'spline flow' at screen 0.8319, 0.5151 left noenhanced font ',12'
set arrow 90 from screen 0.799, 0.5009 to screen 0.8247, 0.5009 nohead lc rgb '#56B4E9' lw 2.2 dt 1
set label 90 'classifier' at screen 0.8319, 0.5009 left noenhanced font ',12'
plot data index 10 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 11 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 12 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 13 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 14 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 15 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 16 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 17 using 1:2 with lines lc rgb '#56B4E9' lw 2.2 dt 1 notitle, \
  data index 9 using 1:2 with lines lc rgb '#202020' lw 1.6 dt 1 notitle
unset label
unset arrow
unset object
set title ''

# panel 3
set lmargin at screen 0.08
set rmargin at screen 0.48
set tmargin at screen 0.4651
set bmargin at screen 0.092
set title 'invisible' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.001:1.0]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.001:1.2]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'background efficiency' font ',14.0'
set ylabel 'signal efficiency' font ',14.0'
set arrow 10 from screen 0.0171, 0.0437 to screen 0.0429, 0.0437 nohead lc rgb '#202020' lw 1.6 dt 1
set label 10 'optimum' at screen 0.05, 0.0437 left noenhanced font ',12'
set arrow 20 from screen 0.0171, 0.0294 to screen 0.0429, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 20 'density' at screen 0.05, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.0171, 0.0151 to screen 0.0429, 0.0151 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 30 'mixture' at screen 0.05, 0.0151 left noenhanced font ',12'
set arrow 40 from screen 0.1581, 0.0437 to screen 0.1838, 0.0437 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 40 'autoencoder' at screen 0.1909, 0.0437 left noenhanced font ',12'
set arrow 50 from screen 0.1581, 0.0294 to screen 0.1838, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 50 'Deep SVDD' at screen 0.1909, 0.0294 left noenhanced font ',12'
set arrow 60 from screen 0.1581, 0.0151 to screen 0.1838, 0.0151 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 60 'SVDD ensemble' at screen 0.1909, 0.0151 left noenhanced font ',12'
set arrow 70 from screen 0.299, 0.0437 to screen 0.3247, 0.0437 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 70 'affine flow' at screen 0.3319, 0.0437 left noenhanced font ',12'
set arrow 80 from screen 0.299, 0.0294 to screen 0.3247, 0.0294 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 80 'spline flow' at screen 0.3319, 0.0294 left noenhanced font ',12'
set arrow 90 from screen 0.299, 0.0151 to screen 0.3247, 0.0151 nohead lc rgb '#56B4E9' lw 2.2 dt 1
set label 90 'classifier' at screen 0.3319, 0.0151 left noenhanced font ',12'
plot data index 19 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 20 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 21 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 22 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 23 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 24 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 25 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 26 using 1:2 with lines lc rgb '#56B4E9' lw 2.2 dt 1 notitle, \
  data index 18 using 1:2 with lines lc rgb '#202020' lw 1.6 dt 1 notitle
unset label
unset arrow
unset object
set title ''

# panel 4
set lmargin at screen 0.58
set rmargin at screen 0.98
set tmargin at screen 0.4651
set bmargin at screen 0.092
set title 'mixed' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [0.001:1.0]
set xtics autofreq
set mxtics 10
set format x '10^{%L}'
set logscale y 10
set yrange [0.001:1.2]
set ytics autofreq
set mytics 10
set format y '10^{%L}'
set xlabel 'background efficiency' font ',14.0'
set ylabel 'signal efficiency' font ',14.0'
set arrow 10 from screen 0.5171, 0.0437 to screen 0.5429, 0.0437 nohead lc rgb '#202020' lw 1.6 dt 1
set label 10 'optimum' at screen 0.55, 0.0437 left noenhanced font ',12'
set arrow 20 from screen 0.5171, 0.0294 to screen 0.5429, 0.0294 nohead lc rgb '#707070' lw 1.8 dt 2
set label 20 'density' at screen 0.55, 0.0294 left noenhanced font ',12'
set arrow 30 from screen 0.5171, 0.0151 to screen 0.5429, 0.0151 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 30 'mixture' at screen 0.55, 0.0151 left noenhanced font ',12'
set arrow 40 from screen 0.6581, 0.0437 to screen 0.6838, 0.0437 nohead lc rgb '#0072B2' lw 2.2 dt 1
set label 40 'autoencoder' at screen 0.6909, 0.0437 left noenhanced font ',12'
set arrow 50 from screen 0.6581, 0.0294 to screen 0.6838, 0.0294 nohead lc rgb '#D55E00' lw 2.2 dt 1
set label 50 'Deep SVDD' at screen 0.6909, 0.0294 left noenhanced font ',12'
set arrow 60 from screen 0.6581, 0.0151 to screen 0.6838, 0.0151 nohead lc rgb '#009E73' lw 2.2 dt 1
set label 60 'SVDD ensemble' at screen 0.6909, 0.0151 left noenhanced font ',12'
set arrow 70 from screen 0.799, 0.0437 to screen 0.8247, 0.0437 nohead lc rgb '#CC79A7' lw 2.2 dt 1
set label 70 'affine flow' at screen 0.8319, 0.0437 left noenhanced font ',12'
set arrow 80 from screen 0.799, 0.0294 to screen 0.8247, 0.0294 nohead lc rgb '#E69F00' lw 2.2 dt 1
set label 80 'spline flow' at screen 0.8319, 0.0294 left noenhanced font ',12'
set arrow 90 from screen 0.799, 0.0151 to screen 0.8247, 0.0151 nohead lc rgb '#56B4E9' lw 2.2 dt 1
set label 90 'classifier' at screen 0.8319, 0.0151 left noenhanced font ',12'
plot data index 28 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 29 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 30 using 1:2 with lines lc rgb '#0072B2' lw 2.2 dt 1 notitle, \
  data index 31 using 1:2 with lines lc rgb '#D55E00' lw 2.2 dt 1 notitle, \
  data index 32 using 1:2 with lines lc rgb '#009E73' lw 2.2 dt 1 notitle, \
  data index 33 using 1:2 with lines lc rgb '#CC79A7' lw 2.2 dt 1 notitle, \
  data index 34 using 1:2 with lines lc rgb '#E69F00' lw 2.2 dt 1 notitle, \
  data index 35 using 1:2 with lines lc rgb '#56B4E9' lw 2.2 dt 1 notitle, \
  data index 27 using 1:2 with lines lc rgb '#202020' lw 1.6 dt 1 notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
