# Smallest fraction of events from a source
# Redraw in this folder with: gnuplot minimal-fraction.gp
if (!exists('data')) data = 'minimal-fraction.dat'
if (!exists('png')) png = 'minimal-fraction.png'
if (!exists('svg')) svg = 'minimal-fraction.svg'
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
set rmargin at screen 0.3133
set tmargin at screen 0.9509
set bmargin at screen 0.6349
set label 1 'Smallest fraction of events from a source' at screen 0.5, 0.9851 center noenhanced font ',18.0'
set title 'Cen A' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [40.0:620.0]
set xtics ('50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0)
unset mxtics
set logscale y 10
set yrange [3.3600000000000003:37.5]
set ytics ('5' 5.0, '10' 10.0, '20' 20.0)
unset mytics
set xlabel 'sample size N' font ',14.0'
set ylabel 'minimal fraction [%]' font ',14.0'
set arrow 10 from screen 0.0171, 0.5866 to screen 0.0429, 0.5866 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'Table 1, CNN' at screen 0.05, 0.5866 left noenhanced font ',12'
set arrow 20 from screen 0.0171, 0.5723 to screen 0.0429, 0.5723 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 20 'Table 1, BCNN' at screen 0.05, 0.5723 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.558 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 30 from screen 0.03, 0.5529 to screen 0.03, 0.5631 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 30 'likelihood ratio (bound)' at screen 0.05, 0.558 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.5437 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 40 from screen 0.03, 0.5386 to screen 0.03, 0.5489 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 40 'power spectrum' at screen 0.05, 0.5437 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.5294 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 50 from screen 0.03, 0.5243 to screen 0.03, 0.5346 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 50 'the authors'' networks on our maps' at screen 0.05, 0.5294 left noenhanced font ',12'
set label 61 '' at screen 0.03, 0.5151 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 60 from screen 0.03, 0.51 to screen 0.03, 0.5203 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 60 'networks trained here, mean' at screen 0.05, 0.5151 left noenhanced font ',12'
set label 71 '' at screen 0.03, 0.5009 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 70 from screen 0.03, 0.4957 to screen 0.03, 0.506 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 70 'networks trained here, best' at screen 0.05, 0.5009 left noenhanced font ',12'
plot data index 0 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 1 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 2 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 3 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 4 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 5 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 6 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 2
set lmargin at screen 0.4133
set rmargin at screen 0.6467
set tmargin at screen 0.9509
set bmargin at screen 0.6349
set title 'M 82' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [40.0:620.0]
set xtics ('50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0)
unset mxtics
set logscale y 10
set yrange [3.3600000000000003:47.5]
set ytics ('5' 5.0, '10' 10.0, '20' 20.0)
unset mytics
set xlabel 'sample size N' font ',14.0'
set ylabel 'minimal fraction [%]' font ',14.0'
set arrow 10 from screen 0.3505, 0.5866 to screen 0.3762, 0.5866 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'Table 1, CNN' at screen 0.3833, 0.5866 left noenhanced font ',12'
set arrow 20 from screen 0.3505, 0.5723 to screen 0.3762, 0.5723 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 20 'Table 1, BCNN' at screen 0.3833, 0.5723 left noenhanced font ',12'
set label 31 '' at screen 0.3633, 0.558 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 30 from screen 0.3633, 0.5529 to screen 0.3633, 0.5631 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 30 'likelihood ratio (bound)' at screen 0.3833, 0.558 left noenhanced font ',12'
set label 41 '' at screen 0.3633, 0.5437 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 40 from screen 0.3633, 0.5386 to screen 0.3633, 0.5489 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 40 'power spectrum' at screen 0.3833, 0.5437 left noenhanced font ',12'
set label 51 '' at screen 0.3633, 0.5294 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 50 from screen 0.3633, 0.5243 to screen 0.3633, 0.5346 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 50 'the authors'' networks on our maps' at screen 0.3833, 0.5294 left noenhanced font ',12'
plot data index 7 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 8 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 9 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 10 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 11 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 3
set lmargin at screen 0.7467
set rmargin at screen 0.98
set tmargin at screen 0.9509
set bmargin at screen 0.6349
set title 'NGC 253' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [40.0:620.0]
set xtics ('50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0)
unset mxtics
set logscale y 10
set yrange [2.08:35.0]
set ytics ('5' 5.0, '10' 10.0, '20' 20.0)
unset mytics
set xlabel 'sample size N' font ',14.0'
set ylabel 'minimal fraction [%]' font ',14.0'
set arrow 10 from screen 0.6838, 0.5866 to screen 0.7095, 0.5866 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'Table 1, CNN' at screen 0.7167, 0.5866 left noenhanced font ',12'
set arrow 20 from screen 0.6838, 0.5723 to screen 0.7095, 0.5723 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 20 'Table 1, BCNN' at screen 0.7167, 0.5723 left noenhanced font ',12'
set label 31 '' at screen 0.6967, 0.558 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 30 from screen 0.6967, 0.5529 to screen 0.6967, 0.5631 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 30 'likelihood ratio (bound)' at screen 0.7167, 0.558 left noenhanced font ',12'
set label 41 '' at screen 0.6967, 0.5437 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 40 from screen 0.6967, 0.5386 to screen 0.6967, 0.5489 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 40 'power spectrum' at screen 0.7167, 0.5437 left noenhanced font ',12'
set label 51 '' at screen 0.6967, 0.5294 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 50 from screen 0.6967, 0.5243 to screen 0.6967, 0.5346 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 50 'the authors'' networks on our maps' at screen 0.7167, 0.5294 left noenhanced font ',12'
set label 61 '' at screen 0.6967, 0.5151 point pt 7 ps 1.2*k lc rgb '#CC79A7' lw 2.2
set arrow 60 from screen 0.6967, 0.51 to screen 0.6967, 0.5203 heads size screen 0.003,90 lc rgb '#CC79A7' lw 2.2
set label 60 'networks trained here, mean' at screen 0.7167, 0.5151 left noenhanced font ',12'
set label 71 '' at screen 0.6967, 0.5009 point pt 7 ps 1.2*k lc rgb '#E69F00' lw 2.2
set arrow 70 from screen 0.6967, 0.4957 to screen 0.6967, 0.506 heads size screen 0.003,90 lc rgb '#E69F00' lw 2.2
set label 70 'networks trained here, best' at screen 0.7167, 0.5009 left noenhanced font ',12'
plot data index 12 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 13 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 14 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 15 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 16 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 17 using 1:2:3 with yerrorbars lc rgb '#CC79A7' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 18 using 1:2:3 with yerrorbars lc rgb '#E69F00' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 4
set lmargin at screen 0.08
set rmargin at screen 0.3133
set tmargin at screen 0.4651
set bmargin at screen 0.1206
set title 'M 87' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [40.0:620.0]
set xtics ('50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0)
unset mxtics
set logscale y 10
set yrange [4.16:50.0]
set ytics ('5' 5.0, '10' 10.0, '20' 20.0, '50' 50.0)
unset mytics
set xlabel 'sample size N' font ',14.0'
set ylabel 'minimal fraction [%]' font ',14.0'
set arrow 10 from screen 0.0171, 0.0723 to screen 0.0429, 0.0723 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'Table 1, CNN' at screen 0.05, 0.0723 left noenhanced font ',12'
set arrow 20 from screen 0.0171, 0.058 to screen 0.0429, 0.058 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 20 'Table 1, BCNN' at screen 0.05, 0.058 left noenhanced font ',12'
set label 31 '' at screen 0.03, 0.0437 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 30 from screen 0.03, 0.0386 to screen 0.03, 0.0489 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 30 'likelihood ratio (bound)' at screen 0.05, 0.0437 left noenhanced font ',12'
set label 41 '' at screen 0.03, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 40 from screen 0.03, 0.0243 to screen 0.03, 0.0346 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 40 'power spectrum' at screen 0.05, 0.0294 left noenhanced font ',12'
set label 51 '' at screen 0.03, 0.0151 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 50 from screen 0.03, 0.01 to screen 0.03, 0.0203 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 50 'the authors'' networks on our maps' at screen 0.05, 0.0151 left noenhanced font ',12'
plot data index 19 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 20 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 21 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 22 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 23 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''

# panel 5
set lmargin at screen 0.4133
set rmargin at screen 0.6467
set tmargin at screen 0.4651
set bmargin at screen 0.1206
set title 'Fornax A' noenhanced offset 0,-0.3 font ',15.0'
set logscale x 10
set xrange [40.0:620.0]
set xtics ('50' 50.0, '100' 100.0, '200' 200.0, '500' 500.0)
unset mxtics
set logscale y 10
set yrange [3.04:37.5]
set ytics ('5' 5.0, '10' 10.0, '20' 20.0)
unset mytics
set xlabel 'sample size N' font ',14.0'
set ylabel 'minimal fraction [%]' font ',14.0'
set arrow 10 from screen 0.3505, 0.0723 to screen 0.3762, 0.0723 nohead lc rgb '#707070' lw 1.8 dt 2
set label 10 'Table 1, CNN' at screen 0.3833, 0.0723 left noenhanced font ',12'
set arrow 20 from screen 0.3505, 0.058 to screen 0.3762, 0.058 nohead lc rgb '#9A9A9A' lw 1.8 dt 4
set label 20 'Table 1, BCNN' at screen 0.3833, 0.058 left noenhanced font ',12'
set label 31 '' at screen 0.3633, 0.0437 point pt 7 ps 1.2*k lc rgb '#0072B2' lw 2.2
set arrow 30 from screen 0.3633, 0.0386 to screen 0.3633, 0.0489 heads size screen 0.003,90 lc rgb '#0072B2' lw 2.2
set label 30 'likelihood ratio (bound)' at screen 0.3833, 0.0437 left noenhanced font ',12'
set label 41 '' at screen 0.3633, 0.0294 point pt 7 ps 1.2*k lc rgb '#D55E00' lw 2.2
set arrow 40 from screen 0.3633, 0.0243 to screen 0.3633, 0.0346 heads size screen 0.003,90 lc rgb '#D55E00' lw 2.2
set label 40 'power spectrum' at screen 0.3833, 0.0294 left noenhanced font ',12'
set label 51 '' at screen 0.3633, 0.0151 point pt 7 ps 1.2*k lc rgb '#009E73' lw 2.2
set arrow 50 from screen 0.3633, 0.01 to screen 0.3633, 0.0203 heads size screen 0.003,90 lc rgb '#009E73' lw 2.2
set label 50 'the authors'' networks on our maps' at screen 0.3833, 0.0151 left noenhanced font ',12'
plot data index 24 using 1:2 with lines lc rgb '#707070' lw 1.8 dt 2 notitle, \
  data index 25 using 1:2 with lines lc rgb '#9A9A9A' lw 1.8 dt 4 notitle, \
  data index 26 using 1:2:3 with yerrorbars lc rgb '#0072B2' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 27 using 1:2:3 with yerrorbars lc rgb '#D55E00' lw 2.2 pt 7 ps 1.2*k notitle, \
  data index 28 using 1:2:3 with yerrorbars lc rgb '#009E73' lw 2.2 pt 7 ps 1.2*k notitle
unset label
unset arrow
unset object
set title ''
unset multiplot
}
unset output
