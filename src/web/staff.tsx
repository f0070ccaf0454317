import { XProvider } from '@ant-design/x'
import xWords from '@ant-design/x/es/locale/zh_CN.js'
import { App as AntApp } from 'antd'
import antdWords from 'antd/es/locale/zh_CN.js'
import { Workbench } from './workbench.tsx'
import './style.css'
import './drafting.css'

const theme = {
  token: {
    colorPrimary: '#1d6b5c',
    colorInfo: '#1d6b5c',
    colorLink: '#1d6b5c',
    // The tints made of so dark a green would be grey.
    colorInfoBg: '#eef6f3',
    colorInfoBorder: '#b9d8ce',
    controlItemBgActive: '#e3f2ec',
    // Red and grey that can still be read (WCAG AA).
    colorError: '#cf1322',
    colorTextPlaceholder: '#6b7672',
    colorTextTertiary: '#5f6b67',
    colorTextDescription: '#5f6b67',
    borderRadius: 8,
    // Who asked their machine for less movement gets none; a dialog then stands still from the first moment.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: `'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif`,
  },
}

/** The workbench in its looks and its language. */
export default function Staff() {
  return (
    <XProvider locale={{ ...xWords, ...antdWords }} theme={theme}>
      <AntApp>
        <Workbench />
      </AntApp>
    </XProvider>
  )
}
