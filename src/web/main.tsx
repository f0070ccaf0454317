import { XProvider } from '@ant-design/x'
import xWords from '@ant-design/x/es/locale/zh_CN.js'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp } from 'antd'
import antdWords from 'antd/es/locale/zh_CN.js'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Workbench } from './workbench.tsx'
import './style.css'

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false } } })
const theme = {
  token: {
    colorPrimary: '#1d6b5c',
    colorInfo: '#1d6b5c',
    colorLink: '#1d6b5c',
    borderRadius: 8,
    fontFamily: `'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif`,
  },
}

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={queries}>
    <XProvider locale={{ ...xWords, ...antdWords }} theme={theme}>
      <AntApp>
        <BrowserRouter>
          <Workbench />
        </BrowserRouter>
      </AntApp>
    </XProvider>
  </QueryClientProvider>,
)
